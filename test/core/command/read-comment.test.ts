// Commands in comments: what counts, what only looks like one, and what is wrong with the rest.
import { describe, expect, test } from '@jest/globals';
import { commandTable, usage } from '../../../src/core/command/commands.ts';
import { readComment } from '../../../src/core/command/read-comment.ts';
import { wishOf } from '../../../src/core/command/wish.ts';
import { commandList, mistakeAnswer } from '../../../src/core/wording/command-answers.ts';

const commands = (body: string) => readComment(body).map((one) => (one.kind === 'command' ? one.command : one.kind));

describe('what counts', () => {
  test.each([
    ['the whole comment', '/chimera status', [{ name: 'status' }]],
    ['the first line', '/chimera cancel\n\nThis is not needed any more.', [{ name: 'cancel' }]],
    ['any line', 'Hello!\n\n/chimera why\n\nThanks', [{ name: 'why' }]],
    ['whatever the case', '/Chimera STATUS', [{ name: 'status' }]],
    ['spaces around it', '  /chimera   pause  ', [{ name: 'pause' }]],
    ['line ends of Windows', 'Hi\r\n/chimera resume\r\n', [{ name: 'resume' }]],
    ['nothing after the word', '/chimera', [{ name: 'help' }]],
    [
      'several, in their order',
      '/chimera priority 9\n/chimera retry',
      [
        { name: 'priority', priority: 9 },
        { name: 'retry', phase: null },
      ],
    ],
    ['a dry run', '/chimera start --dry-run', [{ name: 'start', dryRun: true }]],
    ['a phase by its short name', '/chimera retry review', [{ name: 'retry', phase: 'guardian_review' }]],
    ['a phase by its own name', '/chimera retry e2e_validation', [{ name: 'retry', phase: 'e2e_validation' }]],
    ['a phase by its title', '/chimera retry Staging deployment', [{ name: 'retry', phase: 'staging_deployment' }]],
    ['a reason of one line', '/chimera reject it is too slow', [{ name: 'reject', why: 'it is too slow' }]],
    [
      'guidance over several lines, until the next command',
      '/chimera guide Use a set.\n\n- and sort it\n/chimera retry',
      [
        { name: 'guide', text: 'Use a set.\n\n- and sort it' },
        { name: 'retry', phase: null },
      ],
    ],
    ['a line after a closed block', '```\nx\n```\n/chimera status', [{ name: 'status' }]],
    ['a line after a quote and a blank line', '> old\n\n/chimera status', [{ name: 'status' }]],
  ])('%s', (_, body, expected) => {
    expect(commands(body)).toEqual(expected);
  });
});

describe('what does not count', () => {
  test.each([
    ['in the middle of a line', 'Please /chimera cancel'],
    ['another word', '/chimeras cancel'],
    ['a quote', '> /chimera cancel'],
    ['the line right below a quote, which belongs to it', '> somebody wrote\n/chimera cancel'],
    ['a nested quote', '> > /chimera cancel'],
    ['a fenced block', '```\n/chimera cancel\n```'],
    ['a block with tildes', '~~~sh\n/chimera cancel\n~~~'],
    ['a block that nobody closes', '```\n/chimera cancel'],
    ['an indented block', 'x\n\n    /chimera cancel'],
    ['a tab', '\t/chimera cancel'],
    ['a code span', '`/chimera cancel`'],
    ['a hidden comment', '<!--\n/chimera cancel\n-->'],
    ['a hidden comment that nobody closes', '<!-- \n/chimera cancel'],
    ['an HTML block', '<pre>\n/chimera cancel\n</pre>'],
    ['a collapsed block', '<details>\n<summary>x</summary>\n\n/chimera cancel\n\n</details>'],
    ['a quote in HTML', '<blockquote>\n\n/chimera cancel\n</blockquote>'],
    ['a list item', '- /chimera cancel'],
    ['a heading', '# /chimera cancel'],
    ['a link', '[/chimera cancel](http://x.test)'],
    ['another slash', '\\/chimera cancel'],
    ['letters that only look alike', '/сhimera cancel'],
    ['nothing', ''],
  ])('%s', (_, body) => {
    expect(readComment(body)).toEqual([]);
  });
});

describe('mistakes', () => {
  test.each([
    ['/chimera retyr', 'retry'],
    ['/chimera stauts', 'status'],
    ['/chimera aprove', 'approve'],
    ['/chimera retry reveiw', 'retry review'],
    ['/chimera xyzzy', null],
  ])('%s: the nearest is %s', (body, nearest) => {
    expect(readComment(body)).toMatchObject([{ kind: 'mistake', nearest }]);
  });

  test.each([
    ['/chimera priority', /a whole number from 1/],
    ['/chimera priority 11', /a whole number from 1/],
    ['/chimera priority high', /a whole number from 1/],
    ['/chimera pause 2h', /nothing/],
    ['/chimera cancel everything', /nothing/],
    ['/chimera start now', /--dry-run/],
    ['/chimera reject', /why the change is not good enough/],
    ['/chimera guide', /what the coder should do differently/],
  ])('%s says what is allowed', (body, allowed) => {
    const [mistake] = readComment(body);
    if (mistake?.kind !== 'mistake') throw new Error('it was understood');
    expect(mistake.allowed).toMatch(allowed);
    expect(mistakeAnswer(mistake)).toContain('is not a command');
  });

  test('the answer to one quotes it harmlessly', () => {
    const [mistake] = readComment('/chimera @everyone<img src=x>`$' + '{{ secrets }}`');
    if (mistake?.kind !== 'mistake') throw new Error('it was understood');
    const answer = mistakeAnswer(mistake);
    expect(answer).not.toContain('$' + '{{');
    expect(answer).toMatch(/^`+ ?\/chimera @everyone<img/);
  });
});

test('ten thousand lines are read in no time, and at most five commands', () => {
  const many = readComment('/chimera status\n'.repeat(10_000));
  expect(many).toHaveLength(5);
  expect(readComment(`${'> quote\n'.repeat(10_000)}\n\n/chimera cancel`)).toEqual([]);
  expect(readComment('<'.repeat(60_000))).toEqual([]);
  expect(readComment(`/chimera guide ${'x'.repeat(60_000)}`)).toMatchObject([{ command: { text: 'x'.repeat(4_000) } }]);
});

test('every command of the table can be written, and stands in the list', () => {
  const samples: Record<string, string> = { priority: '3', reject: 'why', guide: 'what' };
  for (const entry of commandTable) {
    const [found] = readComment(`/chimera ${entry.name} ${samples[entry.name] ?? ''}`);
    expect(found).toMatchObject({ kind: 'command', command: { name: entry.name } });
    expect(commandList()).toContain(`\`${usage(entry)}\``);
  }
});

test('the commands that steer become events that carry who asked, and what made them ask', () => {
  const asked = { by: 'mona', cause: 'comment:1', at: 5 };
  const steering = commandTable.flatMap(({ name }) => {
    const [found] = readComment(
      `/chimera ${name} ${name === 'priority' ? '3' : ['reject', 'guide'].includes(name) ? 'x' : ''}`,
    );
    const wish = found?.kind === 'command' ? wishOf(found.command, asked) : null;
    return wish === null ? [] : [wish];
  });
  expect(steering.map(({ kind }) => kind)).toEqual([
    'retry_asked',
    'pause_asked',
    'resume_asked',
    'approved',
    'change_rejected',
    'priority_set',
    'guided',
  ]);
  for (const wish of steering) expect(wish).toMatchObject(asked);
});
