// What whole names and words are: the helpers that a test brings along, run as they stand in it.
import { stripTypeScriptTypes } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { draftTest } from '../../src/scenario/draft-test.ts';
import { helpersFor } from '../../src/scenario/helpers.ts';

type Helpers = Readonly<Record<'called' | 'whole', (text: string) => RegExp>>;
const code = stripTypeScriptTypes(helpersFor('called( whole('));
const { called, whole }: Helpers = new Function(`${code}; return { called, whole };`)();

describe('a field is called', () => {
  test.each([
    ['Email', 'Email', true],
    ['Email', 'email:', true],
    ['Email', '\n  Email\n  *', true],
    ['Email', 'Email (required)', true],
    ['Email', '★ Emailoptional', true],
    ['Email:', 'Email', true],
    ['Weight', 'Weight (kg)', true],
    ['What needs to be done?', 'What needs\nto be done', true],
    ['Größe', 'Größe*', true],
    ['?', '?', true],
    ['Email', 'Confirm email', false],
    ['Email', 'Email 2', false],
    ['Email', 'Email address', false],
    ['Email', 'Email 確認', false],
    ['Name', 'Éname', false],
    ['a.c', 'abc', false],
  ])('%j: %j is %s', (name, label, fits) => {
    expect(called(name).test(label)).toBe(fits);
  });
});

describe('a text is whole', () => {
  test.each([
    ['1 item', '1 item left', true],
    ['1 item', 'Now 1\n  Item.', true],
    ['1 item', '11 items', false],
    ['5.00', '$5.00', true],
    ['5.00', '$15.00', false],
    ['5', '2.5', false],
    ['5', '5.', true],
    ['5', '5,000', false],
    ['Item 1', 'Item 12', false],
    ['Milk', 'some milk', true],
    ['Milk', 'MILK', true],
    ['Milk', 'MilkDelete', true],
    ['Milk', 'Milkx', true],
    ['Milk', 'Milk2', true],
    ['Milk', 'DeleteMilk', true],
    ['Milk', 'Milkshake', false],
    ['milk', 'Buttermilk', false],
    ['Öl', 'Ölkanne', false],
    ['牛乳', '冷たい牛乳を飲む', true],
    ['a.c', 'abc', false],
  ])('%j in %j: %s', (text, shown, fits) => {
    expect(whole(text).test(shown)).toBe(fits);
  });
});

test.each([
  ['- I see "Milk"', []],
  ['- I type "whole(1)" into the name field\n- I see "Milk"', ['whole']],
  ['- I see "1 item"', ['whole']],
  ['- I type "x" into "Name"\n- I do not see "Milk"', ['called', 'whole']],
])('%j needs %j', (text, names) => {
  const draft = draftTest({ title: 'T', text }, 1);
  const content = draft.kind === 'test' ? draft.content : '';
  expect([...content.matchAll(/^const (\w+) =/gm)].map(([, name]) => name)).toEqual(names);
  expect(() => stripTypeScriptTypes(content)).not.toThrow();
});
