// Issue templates: what GitHub understands of a file, and the body that it makes of the answers.
import { describe, expect, test } from '@jest/globals';
import { bodyOf, missingAnswers } from '../../../src/sandbox/pages/issue/new-issue/form-answers.ts';
import { type FormField, readTemplate } from '../../../src/sandbox/pages/issue/new-issue/issue-template.ts';

const head = 'name: Bug\ndescription: Something is wrong\n';

function fieldsOf(body: string): readonly FormField[] {
  const template = readTemplate('bug.yml', `${head}body:\n${body}`);
  if (template.kind !== 'form') throw new Error(JSON.stringify(template));
  return template.fields;
}

describe('a template', () => {
  test.each([
    [
      'labels in a list',
      'bug.yml',
      `${head}labels: [bug, help]\nbody: [{type: input, attributes: {label: A}}]`,
      ['bug', 'help'],
    ],
    [
      'labels with commas',
      'bug.yml',
      `${head}labels: 'bug, help'\nbody: [{type: input, attributes: {label: A}}]`,
      ['bug', 'help'],
    ],
    ['no labels', 'bug.yml', `${head}body: [{type: input, attributes: {label: A}}]`, []],
    ['a text', 'bug.md', '---\nname: Bug\nabout: Wrong\nlabels: bug\n---\n\nWhat?', ['bug']],
  ])('with %s', (_case, file, source, labels) => {
    expect(readTemplate(file, source)).toMatchObject({ name: 'Bug', labels });
  });

  test.each([
    ['no body', 'bug.yml', head, /body/],
    ['an unknown field', 'bug.yml', `${head}body: [{type: slider, attributes: {label: A}}]`, /body\.0\.type/],
    [
      'a dropdown without options',
      'bug.yml',
      `${head}body: [{type: dropdown, attributes: {label: A, options: []}}]`,
      /options/,
    ],
    ['broken YAML', 'bug.yml', 'name: [', /./],
    ['no front matter', 'bug.md', 'What?', /front matter/],
  ])('with %s is wrong, and says where', (_case, file, source, problem) => {
    expect(readTemplate(file, source)).toEqual({ kind: 'wrong', file, problem: expect.stringMatching(problem) });
  });
});

describe('answers', () => {
  test.each<[string, string, Record<string, string | string[]>, string]>([
    ['an input', '- {type: input, id: a, attributes: {label: A}}', { 'field.a': ' one ' }, '### A\n\none'],
    ['nothing', '- {type: textarea, id: a, attributes: {label: A}}', {}, '### A\n\n_No response_'],
    [
      'code',
      '- {type: textarea, id: a, attributes: {label: A, render: shell}}',
      { 'field.a': 'ls\r\npwd' },
      '### A\n\n```shell\nls\npwd\n```',
    ],
    [
      'several choices',
      '- {type: dropdown, id: a, attributes: {label: A, multiple: true, options: [x, y, z]}}',
      { 'field.a': ['x', 'z', 'none of them'] },
      '### A\n\nx, z',
    ],
    [
      'no choice',
      '- {type: dropdown, id: a, attributes: {label: A, options: [1, 2]}}',
      { 'field.a': '' },
      '### A\n\n_No response_',
    ],
    [
      'boxes',
      '- {type: checkboxes, id: a, attributes: {label: A, options: [{label: x}, {label: y}]}}',
      { 'field.a': 'y' },
      '### A\n\n- [ ] x\n- [x] y',
    ],
    [
      'two questions with a remark between them',
      '- {type: input, attributes: {label: A}}\n- {type: markdown, attributes: {value: Hm}}\n- {type: input, attributes: {label: B}}',
      { 'field.0': '1', 'field.2': '2' },
      '### A\n\n1\n\n### B\n\n2',
    ],
  ])('%s', (_case, fields, given, body) => {
    expect(bodyOf(fieldsOf(fields), given)).toBe(body);
  });

  test('that are missing are named', () => {
    const fields = fieldsOf(
      '- {type: input, id: a, attributes: {label: A}, validations: {required: true}}\n- {type: checkboxes, id: b, attributes: {label: B, options: [{label: x, required: true}, {label: y}]}}',
    );
    expect(missingAnswers(fields, { 'field.a': ' ', 'field.b': 'y' })).toEqual(['A', 'x']);
    expect(missingAnswers(fields, { 'field.a': '1', 'field.b': ['x'] })).toEqual([]);
  });
});
