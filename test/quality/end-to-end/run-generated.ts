// Runs a generated test against one version of an application, with the configuration that the action itself uses.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { configText } from '../../../action/src/playwright/config-text.ts';
import { readReport, type TestOutcome } from '../../../action/src/playwright/read-report.ts';
import { findBrowser } from '../../../src/cli/demo/tool-cache.ts';

const modules = fileURLToPath(new URL('../../../node_modules', import.meta.url));

export interface Bench {
  /** What each scenario came to on this page. */
  run(page: string, test: string): Promise<readonly TestOutcome[]>;
  close(): Promise<void>;
}

/** One server and one directory for all versions, one after the other; `workers` scenarios of a version at a time. */
export async function openBench(workers = 1): Promise<Bench> {
  const directory = mkdtempSync(join(tmpdir(), 'chimera-quality-'));
  const browser = await findBrowser();
  let current = '';
  const server = createServer((_, answer) => {
    answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    answer.end(current);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  mkdirSync(join(directory, 'work'));
  writeFileSync(join(directory, 'package.json'), '{ "private": true }\n');
  symlinkSync(modules, join(directory, 'node_modules'), 'dir');
  const reportFile = join(directory, 'report.json');
  writeFileSync(
    join(directory, 'playwright.config.mjs'),
    configText({
      testDirectory: join(directory, 'work'),
      testFile: 'generated.spec.ts',
      outputDirectory: join(directory, 'out'),
      reportFile,
      baseUrl: `http://127.0.0.1:${port}`,
      patienceMs: 2_000,
      trace: 'off',
      times: 1,
      workers,
      browser,
    }),
  );
  return {
    async run(page, test) {
      current = page;
      writeFileSync(join(directory, 'work', 'generated.spec.ts'), test);
      rmSync(reportFile, { force: true });
      await playwright(directory);
      const report = readReport(readFileSync(reportFile, 'utf8'));
      if (report.tests.length === 0) throw new Error(`quality: no test was run: ${report.errors.join('\n')}`);
      return report.tests;
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function playwright(directory: string): Promise<void> {
  const { JEST_WORKER_ID, NODE_OPTIONS, ...environment } = process.env;
  const words = [join(modules, '@playwright', 'test', 'cli.js'), 'test', '-c', 'playwright.config.mjs'];
  const child = spawn(process.execPath, words, { cwd: directory, env: environment, stdio: 'ignore' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
}
