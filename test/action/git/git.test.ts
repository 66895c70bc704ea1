// What git, and whatever git starts, gets to see of the job: where programs and its settings are, and no more.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { git } from '../../../action/src/git/git.ts';

const secrets = ['MODEL_API_KEY', 'CHIMERA_CANARY', 'GIT_SSH_COMMAND', 'INPUT_TOKEN', 'ACTIONS_RUNTIME_TOKEN'];
const before = { ...process.env };

beforeEach(() => {
  for (const name of secrets) process.env[name] = 'canary';
});

afterEach(() => {
  process.env = { ...before };
});

test('nothing of the job’s environment but where things are', async () => {
  const shown = (await git(process.cwd(), ['-c', 'alias.all=!env', 'all'])).toString('utf8').split('\n');
  const names = shown.map((line) => line.split('=')[0] ?? '').filter((name) => name !== '');
  expect(shown.join('\n')).not.toContain('canary');
  expect(names).toEqual(expect.arrayContaining(['PATH', 'HOME', 'LC_ALL', 'GIT_TERMINAL_PROMPT']));
  expect(
    names.filter((name) => !/^(?:GIT_|PATH$|HOME$|XDG_CONFIG_HOME$|LC_ALL$|PWD$|OLDPWD$|SHLVL$|_$)/.test(name)),
  ).toEqual([]);
});
