import { html, type QualityApp } from '../app.ts';

export const contactForm: QualityApp = {
  name: 'contact-form',
  issue: {
    title: 'Check the contact form before it is sent',
    text: `We get empty messages and addresses that do not exist. The form should say what is missing.

**Acceptance criteria**

Scenario Outline: What is missing is named
  Given I open "/"
  When I fill "Name" with "<name>"
  And I fill "Email" with "<email>"
  And I fill "Message" with "<message>"
  And I click the "Send" button
  Then I should see "<error>"
  And I should not see "Your message was sent"

  Examples:
    | name | email         | message | error                        |
    |      | ada@mail.test | Hello   | Please enter your name       |
    | Ada  | ada           | Hello   | Please enter a valid address |
    | Ada  | ada@mail.test |         | Please enter a message       |

Scenario: What is complete is sent
  Given I open "/"
  When I fill "Name" with "Ada"
  And I fill "Email" with "ada@mail.test"
  And I fill "Message" with "Hello"
  And I click the "Send" button
  Then I should see "Your message was sent"
  And I should see "Thank you, Ada"
  And the "Message" field is empty
  And I should not see "Please enter"
`,
  },
  page: html(
    'Contact',
    `<h1>Contact</h1>
<form novalidate><p><label>Name <input name="name"></label></p><p><label>Email <input name="email"></label></p>
<p><label>Message <textarea name="message"></textarea></label></p><button>Send</button></form>
<p role="alert" id="error"></p><p id="sent" hidden>Your message was sent. <span id="thanks"></span></p>`,
    `const form = document.querySelector('form'), at = (id) => document.getElementById(id);
function problem({ name, email, message }) {
  if (name.trim() === '') return 'Please enter your name';
  if (!/^[^@\\s]+@[^@\\s]+\\.[a-z]+$/.test(email)) return 'Please enter a valid address';
  if (message.trim() === '') return 'Please enter a message';
  return '';
}
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const values = Object.fromEntries(new FormData(form));
  const found = problem(values);
  at('error').textContent = found;
  at('sent').hidden = found !== '';
  if (found !== '') return;
  at('thanks').textContent = 'Thank you, ' + values.name;
  form.reset();
});`,
  ),
  mutants: [
    { name: 'no name is needed', find: "if (name.trim() === '') return 'Please enter your name';", replace: '' },
    { name: 'any address will do', find: '/^[^@\\s]+@[^@\\s]+\\.[a-z]+$/', replace: '/^.+$/' },
    { name: 'no message is needed', find: "if (message.trim() === '') return 'Please enter a message';", replace: '' },
    { name: 'the error is not shown', find: "at('error').textContent = found;", replace: '' },
    { name: 'it always says sent', find: "at('sent').hidden = found !== '';", replace: "at('sent').hidden = false;" },
    { name: 'the form is not emptied', find: 'form.reset();', replace: '' },
    { name: 'the name is not said', find: "'Thank you, ' + values.name", replace: "'Thank you'" },
    { name: 'another error text', find: 'Please enter a valid address', replace: 'Invalid' },
    { name: 'it never says sent', find: "at('sent').hidden = found !== '';", replace: '' },
  ],
};
