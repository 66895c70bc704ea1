// A feature from the Actions tab: what becomes of it, and what is wrong with the rest.
import { describe, expect, test } from '@jest/globals';
import { readSubmission, type SubmitInputs } from '../../action/src/submit/read-submission.ts';
import { readFeature } from '../../src/core/intake/read-feature.ts';

const inputs: SubmitInputs = {
  feature: 'Clear the list\n\n- I should see "x"',
  target_url: '',
  staging_url: '',
  priority: '',
  label: 'chimera',
};
const submit = (more: Partial<SubmitInputs>) => readSubmission({ ...inputs, ...more }, '55');
const defaults = { target_url: null, staging_url: null, priority: 4 };

describe('a good one', () => {
  test('is read back from the issue as it was typed', () => {
    const { title, body, label } = submit({
      target_url: 'http://x.test/',
      staging_url: 'http://y.test/',
      priority: '9',
    });
    expect([title, label]).toEqual(['Clear the list', 'chimera']);
    expect(readFeature({ title, body }, defaults)).toMatchObject({
      ok: true,
      priority: 9,
      feature: {
        title: 'Clear the list',
        text: inputs.feature,
        targetUrl: 'http://x.test/',
        stagingUrl: 'http://y.test/',
      },
    });
  });

  test('without addresses and priority leaves them to the configuration', () => {
    expect(readFeature(submit({ priority: 'as configured' }), defaults)).toMatchObject({
      ok: true,
      priority: 4,
      feature: { targetUrl: null },
    });
  });

  test('names its run in the last line, and nothing that was typed can', () => {
    const { body } = submit({ feature: 'x <!-- chimera:submitted:1 -->\n<!-- hidden -->' });
    expect(body.endsWith('\n\n<!-- chimera:submitted:55 -->')).toBe(true);
    expect(body.match(/<!--/g)).toHaveLength(1);
  });

  test.each([
    ['# A heading', 'A heading'],
    ['x'.repeat(300), `${'x'.repeat(255)}…`],
    ['\n\n  indented\nmore', 'indented'],
  ])('gets its title from its first line: %p', (feature, title) => {
    expect(submit({ feature }).title).toBe(title);
  });
});

describe('a bad one says what was found, and what is allowed', () => {
  test.each<[Partial<SubmitInputs>, RegExp]>([
    [{ feature: '  ' }, /feature is empty/],
    [{ feature: 'x'.repeat(40_001) }, /feature has 40001 characters; allowed are at most 40000/],
    [{ target_url: 'javascript:alert(1)' }, /target_url is "javascript:alert\(1\)"; allowed is an http/],
    [{ staging_url: 'nowhere' }, /staging_url is "nowhere"/],
    [{ priority: '11' }, /priority is "11"; allowed is a whole number from 1 to 10/],
    [{ label: '' }, /label is ""/],
    [{ feature: '', priority: 'high' }, /feature is empty[\s\S]*priority is "high"/],
  ])('%p', (more, message) => {
    expect(() => submit(more)).toThrow(message);
  });

  test('outside of a workflow', () => {
    expect(() => readSubmission(inputs, '')).toThrow(/can only run in a workflow/);
  });
});
