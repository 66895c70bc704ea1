import { html, type QualityApp } from '../app.ts';

export const signIn: QualityApp = {
  name: 'sign-in',
  issue: {
    title: 'Sign in and out',
    text: `Only members may see the plan.

Acceptance criteria:

- [ ] Given I open "/", when I fill "User" with "ada" and fill "Password" with "lovelace" and click the "Sign in" button, then I should see "Welcome, ada" and I should see "The secret plan"
- [ ] Given I open "/", when I fill "User" with "ada" and fill "Password" with "wrong" and click the "Sign in" button, then I should see "Wrong user or password" and I should not see "The secret plan"
- [ ] Given I open "/", when I fill "User" with "bob" and fill "Password" with "lovelace" and click the "Sign in" button, then I should see "Wrong user or password" and I should not see "The secret plan"
- [ ] Given I open "/", when I fill "User" with "ada" and fill "Password" with "lovelace" and click the "Sign in" button and reload the page, then I should see "Welcome, ada"
- [ ] Given I open "/", when I fill "User" with "ada" and fill "Password" with "lovelace" and click the "Sign in" button and click the "Sign out" button, then I should not see "The secret plan" and the "Sign in" button is visible and the "Password" field is empty
- [ ] Given I open "/", when I fill "User" with "ada" and fill "Password" with "wrong" and click the "Sign in" button and fill "Password" with "lovelace" and click the "Sign in" button, then I should see "The secret plan" and I should not see "Wrong user or password"
`,
  },
  page: html(
    'Members',
    `<h1>Members</h1>
<form id="in"><label>User <input name="user"></label> <label>Password <input name="password" type="password"></label> <button>Sign in</button></form>
<p role="alert" id="error"></p>
<div id="inside" hidden><p id="welcome"></p><p>The secret plan</p><button id="out">Sign out</button></div>`,
    `const at = (id) => document.getElementById(id), form = at('in');
function draw() {
  const user = sessionStorage.getItem('user');
  form.hidden = user !== null; at('inside').hidden = user === null;
  at('welcome').textContent = 'Welcome, ' + user;
}
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const { user, password } = Object.fromEntries(new FormData(form));
  const right = user === 'ada' && password === 'lovelace';
  at('error').textContent = right ? '' : 'Wrong user or password';
  if (right) { sessionStorage.setItem('user', user); form.reset(); }
  draw();
});
at('out').addEventListener('click', () => { sessionStorage.removeItem('user'); draw(); });
draw();`,
  ),
  mutants: [
    { name: 'any password will do', find: "user === 'ada' && password === 'lovelace'", replace: "user === 'ada'" },
    { name: 'any user will do', find: "user === 'ada' && password === 'lovelace'", replace: "password === 'lovelace'" },
    {
      name: 'the secret is always shown',
      find: "at('inside').hidden = user === null;",
      replace: "at('inside').hidden = false;",
    },
    {
      name: 'a reload forgets',
      find: "const user = sessionStorage.getItem('user');",
      replace: "const user = window.seen ? sessionStorage.getItem('user') : (window.seen = true, null);",
    },
    { name: 'nobody is signed out', find: "sessionStorage.removeItem('user'); draw();", replace: 'draw();' },
    { name: 'no error is said', find: "right ? '' : 'Wrong user or password'", replace: "''" },
    {
      name: 'the error stays',
      find: "right ? '' : 'Wrong user or password'",
      replace: "right ? at('error').textContent : 'Wrong user or password'",
    },
    { name: 'the password stays in the field', find: 'form.reset(); }', replace: '}' },
    { name: 'somebody else is welcomed', find: "'Welcome, ' + user", replace: "'Welcome, friend'" },
  ],
};
