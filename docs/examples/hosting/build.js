// One build: unpacked from its archive, running as a process, answering on a port of its own.
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const readyMs = 20_000;
const endWithHosting = join(import.meta.dirname, 'end-with-hosting.js');

/**
 * @param {{ archive: string, commit: string, directory: string }} options the tar, and where to unpack it
 * @returns once the build answers. Throws with what it printed when it ends or stays silent for 20 s.
 */
export async function startBuild({ archive, commit, directory }) {
  mkdirSync(directory);
  await promisify(execFile)('tar', ['-xf', archive, '-C', directory, '--no-same-owner']);
  rmSync(archive);
  const port = await freePort();
  // The pipe to its stdin is what tells the build that the hosting is gone, even when that was killed.
  const child = spawn(process.execPath, ['--import', endWithHosting, 'server.js'], {
    cwd: directory,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', COMMIT: commit },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const running = () => child.exitCode === null && child.signalCode === null;
  const end = () => {
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  child.stdin.on('error', () => undefined); // it has ended: `running` says so
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed = (printed + chunk).slice(-2000);
    });
  }
  const failed = new Promise((_, reject) => child.once('error', reject));
  try {
    await Promise.race([answering(port, running), failed]);
  } catch (error) {
    end();
    throw new Error(`The build of ${commit} ${error.message}. It printed: ${printed.trim() || 'nothing'}`);
  }
  return { port, commit, running, end };
}

async function answering(port, running) {
  const limitMs = Date.now() + readyMs;
  while (Date.now() < limitMs) {
    if (!running()) throw new Error('ended before it answered');
    const answered = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2_000) }).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`did not answer within ${readyMs / 1000} s`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = probe.address();
        probe.close(() => resolve(port));
      });
  });
}
