// Of all who want to deploy one attempt a single one gets it, whatever answers are lost on the way.
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Claim, type ClaimClient, type Created, claimAttempt, claimRef } from '../../action/src/deploy/claim.ts';
import { claimClient } from '../../action/src/deploy/claim-client.ts';
import { type LocalGitHub, openGitHub, place } from '../sandbox/local-github.ts';

const pausesMs = [1, 1, 1];
const commit = 'a'.repeat(40);
const run = (runId: string, attempt = '1-7-1-4') => ({ attempt, commit, runId, runAttempt: 1, pausesMs });

/** How a creation goes wrong: the answer is lost before or after it was done. */
type Incident = 'lost-before' | 'lost-after';

interface Memory extends ClaimClient {
  readonly refs: Map<string, string>;
  readonly calls: string[];
}

/** GitHub in memory. Each incident befalls one `createRef`; so many reads at first see nothing. */
function memory(incidents: readonly (Incident | null)[] = [], blindReads = 0, lostTags = 0): Memory {
  const refs = new Map<string, string>();
  const tags = new Map<string, string>();
  const calls: string[] = [];
  const [coming, blind, lost] = [[...incidents], { left: blindReads }, { left: lostTags }];
  return {
    refs,
    calls,
    async createTag({ message }) {
      calls.push('createTag');
      if (lost.left-- > 0) return null;
      const id = String(tags.size + 1).padStart(40, '0');
      tags.set(id, message);
      return id;
    },
    async createRef(ref, tag): Promise<Created> {
      calls.push('createRef');
      const incident = coming.shift() ?? null;
      const lostAnswer: Created = { kind: 'unclear', reason: '502' };
      if (incident === 'lost-before') return lostAnswer;
      const exists = refs.has(ref);
      if (!exists) refs.set(ref, tag);
      if (incident === 'lost-after') return lostAnswer;
      return { kind: exists ? 'exists' : 'created' };
    },
    async readRef(ref) {
      calls.push('readRef');
      return blind.left-- > 0 ? null : (refs.get(ref) ?? null);
    },
    readTag: async (id) => tags.get(id) ?? null,
  };
}

const mine: Claim = { kind: 'claimed' };
const theirs = { kind: 'taken', by: 'Claim of attempt 1-7-1-4 by run 100, attempt 1 of it.' };

describe('one run alone', () => {
  test.each<[string, Memory, string]>([
    ['at the first go', memory(), 'createTag createRef'],
    ['after a lost tag', memory([], 0, 1), 'createTag createTag createRef'],
    ['after an answer that was lost once it was done', memory(['lost-after']), 'createTag createRef readRef'],
    ['after a request that was lost before', memory(['lost-before']), 'createTag createRef readRef createRef'],
    [
      'although reads lag: the repeated request finds its own ref',
      memory(['lost-after'], 2),
      'createTag createRef readRef createRef readRef readRef',
    ],
    [
      'although the second answer is lost, too',
      memory(['lost-before', 'lost-after']),
      'createTag createRef readRef createRef readRef',
    ],
  ])('%s', async (_, client, calls) => {
    expect(await claimAttempt(client, run('100'))).toEqual(mine);
    expect(client.calls.join(' ')).toBe(calls);
  });
});

describe('another has it', () => {
  test.each<[string, (Incident | null)[], number]>([
    ['and GitHub says so', [null, null], 0],
    ['and the answer was lost before', [null, 'lost-before'], 0],
    ['and the answer was lost after', [null, 'lost-after'], 0],
    ['and reads lag', [null, 'lost-after'], 2],
  ])('%s', async (_, incidents, blind) => {
    const client = memory(incidents, blind);
    expect(await claimAttempt(client, run('100'))).toEqual(mine);
    expect(await claimAttempt(client, run('200'))).toEqual(theirs);
  });

  test('a second process of the same run has no part in it', async () => {
    const client = memory();
    await claimAttempt(client, run('100'));
    expect(await claimAttempt(client, run('100'))).toEqual(theirs);
  });

  test('nobody can be named when it cannot be read', async () => {
    const client = memory([], 1);
    client.refs.set(claimRef('1-7-1-4'), commit);
    expect(await claimAttempt(client, run('200'))).toEqual({ kind: 'taken', by: null });
    expect(await claimAttempt(client, run('200'))).toEqual({ kind: 'taken', by: null });
  });

  test('another attempt is another claim', async () => {
    const client = memory();
    await claimAttempt(client, run('100'));
    expect(await claimAttempt(client, run('200', '1-7-1-5'))).toEqual(mine);
  });
});

describe('nobody can tell: nothing is deployed', () => {
  test.each<[string, Memory, string]>([
    ['GitHub is down for tags', memory([], 0, 2), 'tag object'],
    ['GitHub is down for refs', memory(['lost-before', 'lost-before']), 'Nobody can tell'],
    ['the ref is there, but never to be read', memory(['lost-after'], 99), 'Nobody can tell'],
  ])('%s', async (_, client, words) => {
    await expect(claimAttempt(client, run('100'))).rejects.toThrow(words);
    expect(client.calls.filter((call) => call === 'createRef').length).toBeLessThanOrEqual(2);
  });

  test.each(['', '../heads/main', 'a/b', 'a.lock', '-x', 'a b', 'x'.repeat(201)])(
    'the attempt "%s" is not asked for at all',
    async (attempt) => {
      const client = memory();
      await expect(claimAttempt(client, run('100', attempt))).rejects.toThrow('cannot be claimed');
      expect(client.calls).toEqual([]);
    },
  );
});

describe('the calls for tag objects', () => {
  const repository = { owner: place.owner, name: place.repo };
  const tagObject = { name: 'claim-1', message: 'Claim', commit };
  const asked: string[] = [];
  let answer: readonly [status: number, body: unknown] | 'reset';
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    if (answer === 'reset') return void request.socket.destroy();
    response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]));
  });
  let client: ClaimClient;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = claimClient({ token: 'token', repository, baseUrl: `http://127.0.0.1:${port}` });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('go where GitHub describes them', async () => {
    answer = [201, { sha: commit, message: 'Claim by run 1' }];
    expect(await client.createTag(tagObject)).toBe(commit);
    expect(await client.readTag(commit)).toBe('Claim by run 1');
    expect(asked).toEqual(['POST /repos/octo-org/todo/git/tags', `GET /repos/octo-org/todo/git/tags/${commit}`]);
  });

  test.each([['reset' as const], [[502, {}] as const], [[404, { message: 'Not Found' }] as const]])(
    'say nothing where nothing is known: %j',
    async (given) => {
      answer = given;
      expect(await client.readTag(commit)).toBeNull();
      expect(await client.readRef('refs/chimera/claims/1')).toBeNull();
      if (given === 'reset' || given[0] === 502) expect(await client.createTag(tagObject)).toBeNull();
      else await expect(client.createTag(tagObject)).rejects.toThrow('GitHub refused a tag object');
    },
  );

  test.each<[string, readonly [number, unknown] | 'reset', object | string]>([
    ['exists', [422, { message: 'Reference already exists' }], { kind: 'exists' }],
    ['not visible yet', [422, { message: 'Object does not exist' }], { kind: 'unclear' }],
    ['no answer', 'reset', { kind: 'unclear' }],
    ['a rule of the repository', [422, { message: 'Repository rule violations found' }], 'rule violations'],
    ['no right', [403, { message: 'Resource not accessible by integration' }], 'contents: write'],
    ['too many requests', [429, { message: 'You have exceeded a secondary rate limit' }], 'secondary rate limit'],
  ])('the ref: %s', async (_, given, expected) => {
    answer = given;
    const creation = client.createRef('refs/chimera/claims/1', commit);
    if (typeof expected === 'string') await expect(creation).rejects.toThrow(expected);
    else expect(await creation).toMatchObject(expected);
  });
});

describe('at GitHub', () => {
  let github: LocalGitHub;
  let head: string;

  beforeAll(async () => {
    github = await openGitHub({ 'README.md': 'Todos' });
    head = git('rev-parse', 'main');
  });
  beforeEach(() => github.sandbox.setWeather({ errors: { before: 0, after: 0 }, readLagMs: 0 }));
  afterAll(() => github.close());

  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', github.repository().directory, ...args], { encoding: 'utf8' }).trim();

  /** The sandbox has no endpoints for tag objects: git makes them in its repository. All else goes over HTTP. */
  function client(token = github.monaToken): ClaimClient {
    const repository = { owner: place.owner, name: place.repo };
    return {
      ...claimClient({ token, repository, baseUrl: github.sandbox.url }),
      createTag: async ({ name, message, commit: object }) =>
        execFileSync('git', ['-C', github.repository().directory, 'mktag'], {
          input: `object ${object}\ntype commit\ntag ${name}\ntagger chimera <chimera@example.com> 1700000000 +0000\n\n${message}`,
          encoding: 'utf8',
        }).trim(),
      readTag: async (id) => git('cat-file', 'tag', id).split('\n\n').slice(1).join('\n\n'),
    };
  }

  const claim = (attempt: string, runId = '100'): Promise<Claim> =>
    claimAttempt(client(), { attempt, commit: head, runId, runAttempt: 1, pausesMs: [10, 50, 200, 400] });

  test('of eight runs at once one gets it, and the others learn which', async () => {
    const claims = await Promise.all(['1', '2', '3', '4', '5', '6', '7', '8'].map((id) => claim('race', id)));
    expect(claims.filter(({ kind }) => kind === 'claimed')).toHaveLength(1);
    const winner = claims.findIndex(({ kind }) => kind === 'claimed') + 1;
    const by = `Claim of attempt race by run ${winner}, attempt 1 of it.`;
    expect(claims.filter(({ kind }) => kind === 'taken')).toEqual(Array(7).fill({ kind: 'taken', by }));
    expect(git('rev-parse', `${claimRef('race')}^{commit}`)).toBe(head);
  });

  test.each([
    ['after it was done', { errors: { after: 1 } }],
    ['before it was done', { errors: { before: 1 } }],
  ])('an answer is lost %s', async (_, weather) => {
    const attempt = `lost-${Object.keys(weather.errors)[0]}`;
    github.sandbox.setWeather({ ...weather, next: 1 });
    expect(await claim(attempt)).toEqual(mine);
    expect(await claim(attempt, '200')).toMatchObject({ kind: 'taken' });
  });

  test('reads lag behind, and the answer is lost', async () => {
    github.sandbox.setWeather({ errors: { after: 1 }, next: 1, readLagMs: 300 });
    expect(await claim('lagging')).toEqual(mine);
  });

  test('a token without the right says what is missing', async () => {
    const reader = await github.sandbox.createUser('reader');
    await expect(
      claimAttempt(client(reader.token), { attempt: 'rights', commit: head, runId: '1', runAttempt: 1, pausesMs }),
    ).rejects.toThrow('contents: write');
  });
});
