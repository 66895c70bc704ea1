// What a step brings about in the browser, in a real one: every check passes on a page that does as the issue says, and
// fails on a page that does something else.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { draftTest } from '../../src/scenario/draft-test.ts';
import { type Bench, openBench } from '../quality/end-to-end/run-generated.ts';

const issue = `
Scenario: a file
  When I click the "Export" button
  Then I see "Exporting"
  And a file "report.csv" is downloaded

Scenario: a file after another
  When I click the "Export" button
  Then a file is downloaded
  When I click the "Summary" button
  Then a file is downloaded

Scenario: a file at once
  When I download "report.csv" by clicking "Export"
  Then I see "Exporting"

Scenario: a tab and its address
  When I follow the link "Terms"
  Then a new tab opens
  And a new tab with "/terms" opens

Scenario: a tab and what it shows
  When I follow the link "Terms"
  Then the new tab shows the heading "Terms of use"
  And I see "Terms of use" in the new tab
  And the new tab does not show "Draft"

Scenario: a tab and its title
  When I follow the link "Terms"
  Then the new tab has the title "The terms"

Scenario: no tab
  When I click the "Here" button
  Then no new tab opens

Scenario: no file
  When I click the "Print" button
  Then no file is downloaded

Scenario: a question and its answer
  When I click the "Delete" button
  Then a dialog says "Really delete?"
  And I accept the dialog
  And I see "Deleted"

Scenario: a question that is left alone
  When I click the "Delete" button
  Then a dialog appears
  And I see "Kept"

Scenario: a dialog of the page
  When I click the "About" button
  Then a dialog says "Version 2"

Scenario: a question that contains something
  When I click the "Delete" button
  Then the dialog contains "delete?"

Scenario: a dialog of the page that contains something besides its title
  When I click the "About" button
  Then the dialog contains "Version 2"

Scenario: what a dialog does not say
  When I click the "About" button
  Then the dialog does not say "Version 1"

Scenario: no dialog, and then one
  When I click the "Save" button
  Then no dialog appears
  When I click the "Delete" button and accept the dialog
  Then I see "Deleted"
`;

const page = (script: string): string => `<!doctype html><title>Home</title>
<body><p id="note"></p><div role="dialog" id="about" aria-label="About" hidden>Version 2</div>
<script>
const note = (text) => { document.getElementById('note').textContent = text; };
const button = (name, act) => { const one = document.createElement('button'); one.textContent = name; one.onclick = act; document.body.append(one); };
const link = (name, to, target) => { const one = document.createElement('a'); one.textContent = name; one.href = to; one.target = target; document.body.append(one); };
const save = (name) => { const one = document.createElement('a'); one.href = 'data:text/csv,a'; one.download = name; one.click(); };
const ask = () => note(confirm('Really delete?') ? 'Deleted' : 'Kept');
const about = () => { document.getElementById('about').hidden = false; };
${script}
</script>`;

const terms = (title: string, text: string): string =>
  `if (location.pathname === '/terms') { document.title = '${title}'; document.body.innerHTML = '<h1>${text}</h1>'; }`;

const right = page(`
button('Export', () => { note('Exporting'); setTimeout(() => save('report.csv'), 300); });
button('Summary', () => setTimeout(() => save('summary.csv'), 300));
link('Terms', '/terms', '_blank');
button('Here', () => {});
button('Print', () => note('Printed'));
button('Delete', ask);
button('Save', () => note('Saved'));
button('About', () => setTimeout(about, 300));
${terms('The terms', 'Terms of use')}`);

/** Another file, then none; the same tab; other questions, and one too many. */
const wrong = page(`
button('Export', () => { note('Exporting'); save('export.csv'); });
button('Summary', () => {});
link('Terms', '/terms', '_self');
button('Here', () => setTimeout(() => open('/here'), 100));
button('Print', () => setTimeout(() => save('print.csv'), 300));
button('Delete', () => note(confirm('Sure?') ? 'Kept' : 'Deleted'));
button('Save', () => confirm('Save?'));
button('About', () => alert('Version 1'));
${terms('The terms', 'Terms of use')}`);

describe('in a browser', () => {
  const draft = draftTest({ title: 'Events', text: issue }, 1);
  let bench: Bench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench.close());

  const passed = async (version: string): Promise<string[]> => {
    if (draft.kind !== 'test') throw new Error(draft.message);
    const outcomes = await bench.run(version, draft.content);
    expect(outcomes).toHaveLength(15);
    return outcomes.filter(({ status }) => status === 'passed').map(({ title }) => title);
  };

  test('all checks pass on the right page', async () => {
    expect(await passed(right)).toHaveLength(15);
  }, 120_000);

  test('and each fails on the wrong one', async () => {
    expect(await passed(wrong)).toEqual([]);
  }, 120_000);
});
