// Which refs actions/checkout fetches and what it then checks out, for each form of its `ref` input.
import type { Run } from '../runner/host.ts';

export type CheckoutTarget = {
  /** `owner/name`. */
  repository: string;
  ref: string;
  /** Arguments of `git fetch` after its flags. */
  fetch: string[];
  /** Arguments of `git checkout` after `--force`. */
  checkout: string[];
};

/** `ref`: full, or a branch's short name. Without `ref`: what the run works on, or the other repository's default branch. */
export function checkoutTarget(inputs: Record<string, string>, run: Run): CheckoutTarget {
  const own = `${run.repository.owner}/${run.repository.name}`;
  const repository = inputs.repository || own;
  const isOwn = repository.toLowerCase() === own.toLowerCase();
  const ref = inputs.ref || (isOwn ? run.ref : 'HEAD');
  const sha = isCommit(ref) ? ref : !inputs.ref && isOwn ? run.sha : undefined;
  return { repository, ref, ...refspecs(inputs, ref, sha) };
}

function refspecs(inputs: Record<string, string>, ref: string, sha: string | undefined) {
  const depth = Number(inputs['fetch-depth']);
  const whole = ['+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
  const limits = depth > 0 ? [`--depth=${depth}`] : [];
  const tags = depth === 0 || inputs['fetch-tags'] === 'true' ? ['--tags'] : ['--no-tags'];
  const { remote, local, branch } = namesOf(ref);
  const wanted = sha ? [local ? `+${sha}:${local}` : sha] : [`+${remote}:${local ?? 'refs/remotes/origin/HEAD'}`];
  const fetch = [...tags, ...limits, 'origin', ...(depth === 0 ? withoutCovered(whole, wanted, sha) : wanted)];
  const start = sha ?? local ?? 'refs/remotes/origin/HEAD';
  return { fetch, checkout: branch ? ['-B', branch, local ?? start] : ['--detach', start] };
}

/** A whole fetch covers branches and tags; only a commit or a pull request's ref must be named besides. */
function withoutCovered(whole: string[], wanted: string[], sha: string | undefined): string[] {
  const covered = wanted.every((spec) => /^\+?refs\/(heads|tags)\//.test(spec));
  return covered ? whole : sha ? [...whole, sha] : [...whole, ...wanted];
}

/** `remote`: the ref to fetch. `local`: where it is kept. `branch`: the local branch that is then made. */
function namesOf(ref: string): { remote: string; local: string | undefined; branch: string | undefined } {
  if (isCommit(ref)) return { remote: ref, local: undefined, branch: undefined };
  if (ref === 'HEAD') return { remote: 'HEAD', local: undefined, branch: undefined };
  if (ref.startsWith('refs/tags/')) return { remote: ref, local: ref, branch: undefined };
  if (ref.startsWith('refs/pull/')) {
    return { remote: ref, local: ref.replace('refs/pull/', 'refs/remotes/pull/'), branch: undefined };
  }
  const branch = ref.replace(/^refs\/heads\//, '');
  return { remote: `refs/heads/${branch}`, local: `refs/remotes/origin/${branch}`, branch };
}

export function isCommit(ref: string): boolean {
  return /^[0-9a-f]{40}$/i.test(ref);
}
