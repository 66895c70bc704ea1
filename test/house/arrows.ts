// Holds the imports against the arrows of docs/architecture.md. It also counts what it looked at, because a cruise
// over zero modules finds no fault either.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

const files = globSync(['src/**/*.ts', 'action/src/**/*.ts']).length;
// Its exit code is the number of violations; the JSON says which.
const cruise = spawnSync(
  process.execPath,
  ['node_modules/dependency-cruiser/bin/dependency-cruiser.mjs', 'src', 'action/src', '--output-type', 'json'],
  { encoding: 'utf-8', maxBuffer: 256 * 1024 * 1024 },
);
if (cruise.error !== undefined || cruise.stdout === '') throw new Error(`arrows: no answer: ${cruise.stderr}`);
const { summary, modules } = JSON.parse(cruise.stdout) as {
  summary: { violations: { from: string; to: string; rule: { name: string } }[]; totalCruised: number };
  modules: { source: string }[];
};
const cruised = modules.filter(({ source }) => /^(src|action\/src)\/.*\.ts$/.test(source)).length;
for (const { from, to, rule } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
if (cruised !== files) console.error(`arrows: looked at ${cruised} of ${files} files`);
if (summary.violations.length > 0 || cruised !== files) process.exit(1);
console.log(`arrows: ${cruised} files, all as designed`);
