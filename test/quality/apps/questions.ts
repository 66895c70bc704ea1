import { html, type QualityApp } from '../app.ts';

export const questions: QualityApp = {
  name: 'questions',
  issue: {
    title: 'Answers that open and close',
    text: `The page with questions should show the answers only when somebody asks for them.

Acceptance criteria

* Given I open "/"
* Then I should not see "Within two days"
* And I should not see "By card or invoice"
* When I click the "How fast is delivery?" button
* Then I should see "Within two days"
* And I should not see "By card or invoice"
* When I click the "How can I pay?" button
* Then I should see "By card or invoice"
* And I should not see "Within two days"
* When I click the "How can I pay?" button
* Then I should not see "By card or invoice"
* When I fill "Search" with "pay"
* Then the "How can I pay?" button is visible
* And the "How fast is delivery?" button is not visible
* When I fill "Search" with "zebra"
* Then I should see "Nothing found"
* When I clear the "Search" field
* Then the "How fast is delivery?" button is visible
* And I should not see "Nothing found"
`,
  },
  page: html(
    'Questions',
    `<h1>Questions</h1><p><label>Search <input id="search"></label></p>
<section><h2><button>How fast is delivery?</button></h2><p hidden>Within two days</p></section>
<section><h2><button>How can I pay?</button></h2><p hidden>By card or invoice</p></section>
<p id="nothing" hidden>Nothing found</p>`,
    `const sections = [...document.querySelectorAll('section')];
for (const section of sections) section.querySelector('button').addEventListener('click', () => {
  const answer = section.querySelector('p'), open = answer.hidden;
  for (const other of sections) other.querySelector('p').hidden = true;
  answer.hidden = !open;
});
document.getElementById('search').addEventListener('input', (event) => {
  const wanted = event.target.value.toLowerCase();
  for (const section of sections) section.hidden = !section.querySelector('button').textContent.toLowerCase().includes(wanted);
  document.getElementById('nothing').hidden = sections.some((section) => !section.hidden);
});`,
  ),
  mutants: [
    {
      name: 'an answer is open from the start',
      find: '<p hidden>By card or invoice</p>',
      replace: '<p>By card or invoice</p>',
    },
    {
      name: 'the others stay open',
      find: "for (const other of sections) other.querySelector('p').hidden = true;",
      replace: '',
    },
    { name: 'it does not close again', find: 'answer.hidden = !open;', replace: 'answer.hidden = false;' },
    { name: 'nothing opens', find: 'answer.hidden = !open;', replace: '' },
    {
      name: 'the search minds the case',
      find: 'event.target.value.toLowerCase();\n  for',
      replace: 'event.target.value.toUpperCase();\n  for',
    },
    {
      name: 'the search hides what fits',
      find: '.hidden = !section.querySelector',
      replace: '.hidden = section.querySelector',
    },
    {
      name: 'nothing found is never said',
      find: "document.getElementById('nothing').hidden = sections.some((section) => !section.hidden);",
      replace: '',
    },
    {
      name: 'nothing found stays',
      find: 'sections.some((section) => !section.hidden)',
      replace: 'sections.every((section) => !section.hidden) && wanted === "never"',
    },
    {
      name: 'the search waits for the field to be left',
      find: "addEventListener('input'",
      replace: "addEventListener('blur'",
    },
  ],
};
