// Runs that become known when their attempt is closed, over a fake GitHub: they work for nobody, and are stopped.
import { describe, expect, test } from '@jest/globals';
import type { Task } from '../../src/core/task.ts';
import { CallFailure } from '../../src/github/github.ts';
import { type FakeGitHub, type FakeRun, issueOf, type Script } from './fake-github.ts';
import { config, goodResult, inWorld, repository, type World } from './script.ts';

const mona = { id: 1, login: 'mona', bot: false };
const never: Script = () => 'never';

async function eventually<Value>(look: () => Value | undefined | null | false, what: string): Promise<Value> {
  for (let looks = 0; looks < 500; looks += 1) {
    const found = look();
    if (found !== undefined && found !== null && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`It did not come to ${what}`);
}

/** The dispatch of this phase has its effect, and its answer is on its way until it is let through. */
function holdAnswer(github: FakeGitHub, phase: string, answer: (run: FakeRun) => FakeRun['id'] | null) {
  const { dispatch } = github;
  const { promise: through, resolve: letThrough } = Promise.withResolvers<void>();
  github.dispatch = async (where, inputs) => {
    const id = await dispatch(where, inputs);
    const run = github.runs.find((each) => each.id === id);
    if (run === undefined || run.request.phase !== phase) return id;
    github.dispatch = dispatch;
    await through;
    return answer(run);
  };
  return letThrough;
}

const cancelled = ({ state }: Task): boolean => state.kind === 'cancelled';
const close = (world: World, issue = 7) =>
  world.signal({ kind: 'issue_closed', repository, issue: issueOf(issue, { open: false }), sender: mona });
const runChanged = ({ id, title }: FakeRun, conclusion: string | null = null) =>
  ({ kind: 'run_changed', repository, run: id, title, conclusion }) as const;

const lost = (): never => {
  throw new CallFailure('unclear', 'GitHub answered 502');
};

describe('a task that is cancelled while its run is being started', () => {
  test.each([
    ['is told of the run afterwards', ({ id }: FakeRun) => id],
    ['hears no answer, and finds the run by its name', lost],
    ['gets an answer without the run, and finds it by its name', () => null],
  ])('%s: the run is cancelled', async (_, answer) => {
    await inWorld({ script: never }, async (world) => {
      const letThrough = holdAnswer(world.github, 'e2e_test_generation', answer);
      await world.label(7);
      const run = await eventually(() => world.github.runs[0], 'a run');
      await close(world);
      expect((await world.until(7, cancelled)).history).toMatchObject([{ verdict: 'void', runId: null }]);
      letThrough();
      await eventually(() => run.cancelled, 'a cancelled run');
      expect((await world.until(7)).history).toMatchObject([{ verdict: 'void', runId: run.id }]);
      expect(world.github.runs).toHaveLength(1);
    });
  });

  test('and whose run shows up in a webhook alone: it is cancelled; a run that only has its name is not', async () => {
    await inWorld({ script: never }, async (world) => {
      world.github.findRun = async () => null;
      const letThrough = holdAnswer(world.github, 'e2e_test_generation', lost);
      await world.label(7);
      const run = await eventually(() => world.github.runs[0], 'a run');
      await close(world);
      await world.until(7, cancelled);
      letThrough();
      const foreign = { ...run, id: 990 as typeof run.id, path: '.github/workflows/other.yml' };
      const branch = { ...run, id: 991 as typeof run.id, headBranch: 'evil' };
      world.github.runs.push(foreign, branch);
      for (const one of [foreign, branch, run]) await world.signal(runChanged(one));
      await eventually(() => run.cancelled, 'a cancelled run');
      expect([foreign.cancelled, branch.cancelled]).toEqual([false, false]);
    });
  });
});

test('a push while the run is being started: the run of the new attempt goes on, the other one is cancelled', async () => {
  await inWorld({ script: never }, async (world) => {
    const letThrough = holdAnswer(world.github, 'e2e_test_generation', ({ id }) => id);
    await world.label(7);
    const first = await eventually(() => world.github.runs[0], 'a run');
    const task = await world.until(7, ({ pullRequest }) => pullRequest !== null);
    await world.signal({
      kind: 'head_pushed',
      head: 'e'.repeat(40) as never,
      repository,
      pullRequest: task.pullRequest?.number ?? 0,
      sender: mona,
    });
    await world.until(7, ({ attemptsStarted }) => attemptsStarted === 2);
    letThrough();
    await eventually(() => first.cancelled, 'a cancelled run');
    await world.until(7, ({ state }) => state.kind === 'running' && state.attempt.runId !== null);
    expect(world.github.runs.map((run) => run.cancelled)).toEqual([true, false]);
  });
});

describe('a deployment to production of which nobody knew when its task was cancelled', () => {
  const releasing = config('production: { command: ./release, url: "https://todo.test" }');
  const script: Script = (request) => (request.phase === 'production_deployment' ? 'never' : goodResult(request));

  test.each([
    ['has its claim: it is left to end, and people see that', { claim: true, waitsFor: [] }, 'left'],
    ['has no claim: it gets none any more, and is cancelled', { claim: false, waitsFor: [] }, 'cancelled'],
    [
      'has its claim and waits for its approval: it is cancelled',
      { claim: true, waitsFor: ['production'] },
      'cancelled',
    ],
  ])('%s', async (_, { claim, waitsFor }, end) => {
    await inWorld({ config: releasing, script }, async (world) => {
      const letThrough = holdAnswer(world.github, 'production_deployment', ({ id }) => id);
      await world.label(1);
      const run = await eventually(
        () => world.github.runs.find(({ request }) => request.phase === 'production_deployment'),
        'a deployment',
      );
      const { attempt } = run.request;
      if (claim) world.github.claims.set(attempt, 'run');
      run.waitsFor = waitsFor;
      await world.say(1, '/chimera cancel');
      await world.until(1, cancelled);
      letThrough();
      const known = await world.until(1, ({ history }) => history.at(-1)?.runId === run.id);
      expect(known.state.kind).toBe('cancelled');
      const ranOn = end === 'left';
      await eventually(() => run.cancelled || ranOn, 'an end');
      if (ranOn) await world.until(1, ({ history }) => history.at(-1)?.ranOn === true);
      expect([run.cancelled, world.github.claims.get(attempt)]).toEqual([!ranOn, claim ? 'run' : 'app']);
      if (!ranOn) return;
      await eventually(
        () => [...world.github.checkRuns.values()].some(({ view }) => view.text.includes('had begun to deploy')),
        'a check run that says so',
      );
    });
  });
});

test('the twin of a run whose attempt is closed does not do the work either', async () => {
  const script: Script = (request) => (request.work.command === 'deploy' ? 'never' : goodResult(request));
  await inWorld({ script }, async (world) => {
    await world.label(7);
    await world.until(
      7,
      ({ state }) =>
        state.kind === 'running' && state.attempt.phase === 'staging_deployment' && state.attempt.runId !== null,
    );
    const run = world.github.runs.at(-1);
    if (run === undefined) throw new Error('no run');
    await close(world);
    await world.until(7, cancelled);
    const twin = { ...run, id: 999 as typeof run.id, cancelled: false };
    world.github.runs.push(twin);
    await world.signal(runChanged(twin));
    await eventually(() => twin.cancelled, 'a cancelled twin');
  });
});
