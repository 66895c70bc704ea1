import { html, type QualityApp } from '../app.ts';

export const shoppingCart: QualityApp = {
  name: 'shopping-cart',
  issue: {
    title: 'A cart with a total',
    text: `Customers can put things into a cart now, but nobody tells them what it costs.

### Acceptance criteria

Scenario: Things add up
  Given I open "/"
  When I click the "Add tea" button
  And I click the "Add cake" button
  And I click the "Add cake" button
  Then I should see "Total: 9.50"
  And I should see "3 things in the cart"

Scenario: Things can be taken out
  Given I open "/"
  When I click the "Add tea" button
  And I click the "Add cake" button
  And I click the "Remove" button of "Tea"
  Then I should see "Total: 3.50"
  And I should see "1 thing in the cart"
  And the list has 1 item

Scenario: An empty cart cannot be paid
  Given I open "/"
  Then the "Pay" button is disabled
  And I should see "Your cart is empty"
  When I click the "Add tea" button
  Then the "Pay" button is enabled
  And I should not see "Your cart is empty"
  When I click the "Pay" button
  Then I should see "Thank you"
  And I should see "Your cart is empty"
`,
  },
  page: html(
    'Shop',
    `<h1>Shop</h1>
<button data-name="Tea" data-price="2.5">Add tea</button> <button data-name="Cake" data-price="3.5">Add cake</button>
<ul id="cart"></ul>
<p id="count"></p><p id="total"></p><p id="empty" hidden>Your cart is empty</p>
<button id="pay">Pay</button><p id="thanks" hidden>Thank you</p>`,
    `let cart = [];
const at = (id) => document.getElementById(id);
function draw() {
  at('cart').replaceChildren(...cart.map((thing, index) => {
    const item = document.createElement('li'), button = document.createElement('button');
    button.textContent = 'Remove'; button.addEventListener('click', () => { cart.splice(index, 1); draw(); });
    item.append(thing.name + ' ', button); return item;
  }));
  const total = cart.reduce((sum, thing) => sum + thing.price, 0);
  at('total').textContent = 'Total: ' + total.toFixed(2);
  at('count').textContent = cart.length + (cart.length === 1 ? ' thing' : ' things') + ' in the cart';
  at('empty').hidden = cart.length > 0;
  at('pay').disabled = cart.length === 0;
}
for (const button of document.querySelectorAll('[data-name]')) {
  button.addEventListener('click', () => { cart.push({ name: button.dataset.name, price: Number(button.dataset.price) }); at('thanks').hidden = true; draw(); });
}
at('pay').addEventListener('click', () => { cart = []; at('thanks').hidden = false; draw(); });
draw();`,
  ),
  mutants: [
    { name: 'the last price alone counts', find: 'sum + thing.price', replace: 'thing.price' },
    { name: 'the total is rounded', find: 'total.toFixed(2)', replace: 'total.toFixed(0)' },
    { name: 'all but one are removed', find: 'cart.splice(index, 1)', replace: 'cart.splice(index + 1)' },
    { name: 'removing does not draw anew', find: 'cart.splice(index, 1); draw();', replace: 'cart.splice(index, 1);' },
    { name: 'pay is never disabled', find: "at('pay').disabled = cart.length === 0;", replace: '' },
    {
      name: 'the empty cart is said always',
      find: "at('empty').hidden = cart.length > 0;",
      replace: "at('empty').hidden = false;",
    },
    { name: 'paying keeps the cart', find: "cart = []; at('thanks')", replace: "at('thanks')" },
    { name: 'no thanks', find: "at('thanks').hidden = false;", replace: '' },
    { name: 'the price of cake is wrong', find: 'data-price="3.5"', replace: 'data-price="3"' },
  ],
};
