/** Serves repositories over git's smart HTTP protocol, through `git http-backend`. */
import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createGunzip } from 'node:zlib';
import { afterPush } from '../changes/refs-changed.ts';
import { type Actor, accountOf, appOf, covers } from '../identity/actor.ts';
import { authenticate } from '../identity/authenticate.ts';
import { satisfies } from '../identity/permission.ts';
import { atLeast, canSee, roleOn } from '../identity/role.ts';
import type { Site } from '../site.ts';
import { findMoved, findRepository } from '../world/find.ts';
import { fullName, type Repository } from '../world/repository.ts';
import { gitEnvironment } from './git.ts';
import { guardedPush } from './push-guard.ts';
import { withRefs } from './refs.ts';

const gitPath = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

/** Whether a path belongs to git: `/{owner}/{repo}.git/info/refs` and the two services, `.git` optional. */
export function isGitPath(path: string): boolean {
  return gitPath.test(path);
}

/** Answers one request of a git client. */
export async function serveGit(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://sandbox');
  const [, owner = '', name = '', service = ''] = gitPath.exec(url.pathname) ?? [];
  const push = service === 'git-receive-pack' || url.searchParams.get('service') === 'git-receive-pack';
  const known = await authenticate(site.world, request.headers.authorization);
  const names = [decodeURIComponent(owner), decodeURIComponent(name)] as const;
  const repository = findRepository(site.world, ...names);
  if (known.kind === 'refused') {
    return refuse(response, known.status, known.status === 401 ? 'Invalid username or token.' : known.message);
  }
  const { actor } = known;
  const moved = findMoved(site.world, ...names);
  if (moved && canSee(actor, moved)) return redirect(response, `/${fullName(moved)}.git/${service}${url.search}`);
  const answer = mayUseGit(actor, repository, push);
  if (answer.kind === 'refused') return refuse(response, answer.status, answer.message);
  if (push && answer.repository.archived) {
    return refuse(response, 403, 'This repository was archived so it is read-only.');
  }
  if (service !== 'git-receive-pack') return run(answer.repository, url, service, request, response);
  const guard = await guardedPush(site.directory, answer.repository, actor);
  await withRefs(answer.repository, async () => {
    const done = (): Promise<void> => notePush(site, answer.repository, actor);
    await run(answer.repository, url, service, request, response, { done, environment: guard });
  });
}

async function notePush(site: Site, repository: Repository, actor: Actor): Promise<void> {
  const account = accountOf(actor);
  if (!account) throw new Error('Nobody pushes without an account');
  await afterPush(site, repository, { account, viaApp: appOf(actor), quiet: actor.kind === 'job' });
}

type GitAnswer =
  | { readonly kind: 'allowed'; readonly repository: Repository }
  | { readonly kind: 'refused'; readonly status: number; readonly message: string };

function mayUseGit(actor: Actor, repository: Repository | undefined, push: boolean): GitAnswer {
  const refused = (status: number, message: string): GitAnswer => ({ kind: 'refused', status, message });
  if (!repository || !canSee(actor, repository)) {
    return actor.kind === 'anonymous'
      ? refused(401, 'Authentication required.')
      : refused(404, 'Repository not found.');
  }
  if (actor.kind === 'anonymous')
    return push ? refused(401, 'Authentication required.') : { kind: 'allowed', repository };
  const name = accountOf(actor)?.login ?? 'an app';
  const denied = refused(403, `Permission to ${repository.owner.login}/${repository.name}.git denied to ${name}.`);
  if (actor.kind === 'app') return denied;
  if (actor.kind === 'user') {
    const may = push ? atLeast(roleOn(repository, actor.account), 'write') : true;
    return may ? { kind: 'allowed', repository } : denied;
  }
  const enough = covers(actor, repository) && satisfies(actor.permissions, [{ contents: push ? 'write' : 'read' }]);
  return enough || (!push && !repository.private) ? { kind: 'allowed', repository } : denied;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const headers = status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
  response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(`${message}\n`);
}

/** git follows it when it asks for the refs, and stays with the new address. */
function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { location }).end();
}

/** @param done runs after git has finished and before the client hears the end of the answer. */
function run(
  repository: Repository,
  url: URL,
  service: string,
  request: IncomingMessage,
  response: ServerResponse,
  {
    done = () => Promise.resolve(),
    environment = {},
  }: { readonly done?: () => Promise<void>; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['http-backend'], {
      env: { ...cgi(repository, url, service, request), ...environment },
    });
    const body = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
    body.on('error', () => child.kill());
    // git closes its input as soon as it has read enough.
    child.stdin.on('error', () => undefined);
    body.pipe(child.stdin);
    child.on('error', reject);
    response.on('close', () => child.kill());
    child.stderr.resume();
    const answer = cgiAnswer(response);
    child.stdout.on('data', answer.write);
    child.on('close', () => {
      done()
        .catch((error: unknown) => {
          console.error(`After a push to ${repository.name}:`, error);
        })
        .finally(() => {
          answer.end();
          resolve();
        });
    });
  });
}

/** Environment of a CGI program. A chunked body has no length; git then reads to its end. */
function cgi(repository: Repository, url: URL, service: string, request: IncomingMessage): Record<string, string> {
  const gzip = request.headers['content-encoding'] === 'gzip';
  const length = gzip ? '' : (request.headers['content-length'] ?? '');
  const protocol = request.headers['git-protocol'];
  return {
    ...gitEnvironment(),
    GIT_PROJECT_ROOT: repository.directory,
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${service}`,
    QUERY_STRING: url.search.slice(1),
    REQUEST_METHOD: request.method ?? 'GET',
    CONTENT_TYPE: request.headers['content-type'] ?? '',
    CONTENT_LENGTH: length,
    REMOTE_USER: 'sandbox',
    REMOTE_ADDR: '127.0.0.1',
    ...(typeof protocol === 'string' ? { GIT_PROTOCOL: protocol } : {}),
  };
}

/** Splits the program's output into headers and body. */
function cgiAnswer(response: ServerResponse): { write: (chunk: Buffer) => void; end: () => void } {
  let pending: Buffer | undefined = Buffer.alloc(0);
  return {
    write: (chunk) => {
      if (pending === undefined) {
        response.write(chunk);
        return;
      }
      pending = Buffer.concat([pending, chunk]);
      const end = pending.indexOf('\r\n\r\n');
      if (end === -1) return;
      const headers = pending.subarray(0, end).toString('latin1').split('\r\n');
      let status = 200;
      for (const header of headers) {
        const [name = '', value = ''] = header.split(/:\s*/, 2);
        if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
        else response.setHeader(name, value);
      }
      response.writeHead(status);
      response.write(pending.subarray(end + 4));
      pending = undefined;
    },
    end: () => {
      if (pending !== undefined && !response.headersSent) response.writeHead(500);
      response.end();
    },
  };
}
