import { html, type QualityApp } from '../app.ts';

export const shortMessage: QualityApp = {
  name: 'short-message',
  issue: {
    title: 'Count the characters of a message',
    text: `Messages may have 20 characters. People should see how many are left.

## Acceptance criteria

Scenario: What is left is counted
  Given I open "/"
  Then I should see "20 characters left"
  And the "Post" button is disabled
  When I fill "Message" with "Hello"
  Then I should see "15 characters left"
  And the "Post" button is enabled

Scenario: Too much cannot be posted
  Given I open "/"
  When I fill "Message" with "This is by far too long"
  Then I should see "3 characters too many"
  And the "Post" button is disabled

Scenario: Posts are listed, the newest first
  Given I open "/"
  When I fill "Message" with "One"
  And I click the "Post" button
  Then the "Message" field is empty
  And I should see "20 characters left"
  And the "Post" button is disabled
  When I fill "Message" with "Two"
  And I click the "Post" button
  Then the first item is "Two"
  And the last item is "One"
  And the list has 2 items

Scenario: Posts can be deleted
  Given I open "/"
  When I fill "Message" with "One"
  And I click the "Post" button
  And I click the "Delete" button of "One"
  Then I should not see "One"
  And I should see "No posts yet"
`,
  },
  page: html(
    'Messages',
    `<h1>Messages</h1><label>Message <textarea id="text"></textarea></label> <button id="post">Post</button><p id="left"></p>
<ul id="posts"></ul><p id="none">No posts yet</p>`,
    `const at = (id) => document.getElementById(id), most = 20; const posts = [];
function count() {
  const left = most - at('text').value.length;
  at('left').textContent = left >= 0 ? left + ' characters left' : -left + ' characters too many';
  at('post').disabled = left < 0 || left === most;
}
function draw() {
  at('posts').replaceChildren(...posts.map((text, index) => {
    const item = document.createElement('li'), button = document.createElement('button');
    button.textContent = 'Delete'; button.addEventListener('click', () => { posts.splice(index, 1); draw(); });
    item.append(text + ' ', button); return item;
  }));
  at('none').hidden = posts.length > 0;
}
at('text').addEventListener('input', count);
at('post').addEventListener('click', () => { posts.unshift(at('text').value); at('text').value = ''; count(); draw(); });
count(); draw();`,
  ),
  mutants: [
    { name: 'one too few', find: "most - at('text').value.length", replace: "most - 1 - at('text').value.length" },
    { name: 'what is too much may be posted', find: 'left < 0 || left === most', replace: 'left === most' },
    { name: 'nothing may be posted', find: 'left < 0 || left === most', replace: 'left < 0' },
    {
      name: 'too many is not said',
      find: "left >= 0 ? left + ' characters left' : -left + ' characters too many'",
      replace: "left + ' characters left'",
    },
    { name: 'the newest comes last', find: 'posts.unshift(', replace: 'posts.push(' },
    { name: 'the field stays full', find: "at('text').value = ''; count();", replace: 'count();' },
    { name: 'the count stays', find: "at('text').value = ''; count();", replace: "at('text').value = '';" },
    { name: 'nothing is deleted', find: 'posts.splice(index, 1); draw();', replace: 'draw();' },
    { name: 'it still says that there is none', find: "at('none').hidden = posts.length > 0;", replace: '' },
    {
      name: 'counting waits for the field to be left',
      find: "addEventListener('input', count)",
      replace: "addEventListener('change', count)",
    },
  ],
};
