// A small hosting on this machine: takes a tar of a Node application and runs it as a process of its own.
//
//   node host.js [port]              prints its address
//   POST /deploy?name=…&commit=…     body: the output of `git archive`; answers { url, commit } once the build answers
//   GET  /status                     what runs
//
// A name keeps its address: a new build starts beside the old one and takes its place once it answers. When the hosting
// ends (SIGTERM, SIGINT, or its parent closes the pipe to it), so do all builds, and their files go.
import { createWriteStream, fstatSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { startBuild } from './build.js';
import { openDoor } from './door.js';

const bytesMax = 50 * 1024 * 1024;
const directory = mkdtempSync(join(tmpdir(), 'hosting-'));
/** What runs, by name. */
const sites = new Map();
/** The deployments of a name happen one after the other. */
const queues = new Map();
let buildCount = 0;
let ending = false;

const server = createServer((request, response) => {
  answer(request).then(
    ({ status, body }) => reply(response, status, body),
    (error) => reply(response, error.status ?? 500, { error: error.message }),
  );
});
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  console.log(`The hosting is at http://127.0.0.1:${server.address().port}`);
});

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, end);
process.on('exit', leaveNothing);
const input = fstatSync(0, { throwIfNoEntry: false });
if (input?.isFIFO() || input?.isSocket()) process.stdin.on('close', end).resume();

async function answer(request) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (request.method === 'GET' && pathname === '/status')
    return { status: 200, body: { sites: [...sites.values()].map(statusOf) } };
  if (request.method !== 'POST' || pathname !== '/deploy') {
    throw refusal(404, 'The hosting answers POST /deploy?name=…&commit=… and GET /status.');
  }
  const name = searchParams.get('name') ?? '';
  const commit = searchParams.get('commit') ?? '';
  if (!/^[a-z0-9-]{1,60}$/.test(name)) throw refusal(400, `The name "${name}" must be 1 to 60 of a-z, 0-9 and "-".`);
  if (!/^[0-9a-f]{40}$/.test(commit)) throw refusal(400, `The commit "${commit}" must be 40 hexadecimal digits.`);
  const archive = await receive(request);
  const turn = (queues.get(name) ?? Promise.resolve()).then(() => deploy(name, commit, archive));
  queues.set(
    name,
    turn.catch(() => undefined),
  );
  return { status: 200, body: await turn };
}

/** Streams the body into a file. @returns {Promise<string>} its path */
async function receive(request) {
  const path = join(directory, `${++buildCount}.tar`);
  let bytes = 0;
  await pipeline(
    request,
    async function* (chunks) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > bytesMax) throw refusal(413, `The archive is larger than ${bytesMax} bytes.`);
        yield chunk;
      }
    },
    createWriteStream(path),
  );
  return path;
}

async function deploy(name, commit, archive) {
  if (ending) throw refusal(503, 'The hosting is ending.');
  const build = await startBuild({ archive, commit, directory: archive.replace(/\.tar$/, '') });
  if (ending) {
    build.end();
    throw refusal(503, 'The hosting is ending.');
  }
  const before = sites.get(name);
  const site = before ?? { name, door: await openDoor() };
  before?.build.end();
  site.build = build;
  site.door.leadTo(build.port);
  sites.set(name, site);
  return statusOf(site);
}

function statusOf({ name, door, build }) {
  return { name, url: door.url, commit: build.commit, running: build.running() };
}

function end() {
  if (ending) return;
  ending = true;
  leaveNothing();
  process.exit(0);
}

function leaveNothing() {
  for (const { build } of sites.values()) build.end();
  rmSync(directory, { recursive: true, force: true });
}

function refusal(status, message) {
  return Object.assign(new Error(message), { status });
}

function reply(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}
