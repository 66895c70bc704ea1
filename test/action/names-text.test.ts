// What the coder hears of the names on the page.
import { expect, test } from '@jest/globals';
import { namesText, outputWithNames } from '../../action/src/generate-test/names-text.ts';

const thing = (text: string, name: string | null = null) => ({
  text,
  control: 'button',
  seen: name === null ? null : { role: 'button', name },
});

test('what is there, what it is called there, and what is missing', () => {
  expect(namesText([thing('add', 'Add'), thing('Save', 'Save'), thing('Clear completed')])).toBe(
    [
      'On the page before the change:',
      '- button "Add" (the issue says "add")',
      '- button "Save"',
      '',
      'Not on the page when it opens; what no step brings about, the feature has to bring:',
      '- button "Clear completed"',
      '',
    ].join('\n'),
  );
  expect(namesText([])).toBe('');
});

test.each([
  [100, 3],
  [100_000, 3],
  [100_000, 4_000],
])('%i characters of output and %i names fit the contract, the names at the end', (characters, count) => {
  const names = namesText(Array.from({ length: count }, (_, index) => thing(`${index} ${'long '.repeat(100)}`)));
  const output = outputWithNames(`${'x'.repeat(characters)}END`, names);
  expect(output.length).toBeLessThanOrEqual(8_000);
  expect(output).toContain('END\n\nNot on the page');
});
