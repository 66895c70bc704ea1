// Bundles the action into one file, which is committed because GitHub runs it as it stands in the repository.
// `--check` builds in memory and fails when the committed file is another.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const bundlePath = fileURLToPath(new URL('dist/index.js', import.meta.url));
/** CommonJS packages inside the bundle call `require` for Node's own modules. */
const banner = "import{createRequire as r}from'node:module';const require=r(import.meta.url);";

const result = await build({
  entryPoints: [fileURLToPath(new URL('src/main.ts', import.meta.url))],
  outfile: bundlePath,
  bundle: true,
  write: false,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  banner: { js: banner },
  legalComments: 'none',
  logLevel: 'warning',
});
const built = result.outputFiles[0]?.text ?? '';

if (process.argv.includes('--check')) check(built);
else {
  writeFileSync(bundlePath, built);
  console.log(`action/dist/index.js: ${Math.round(built.length / 1024)} kB`);
}

function check(text: string): void {
  let committed = '';
  try {
    committed = readFileSync(bundlePath, 'utf8');
  } catch (error) {
    console.error(`action/dist/index.js cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  if (committed === text) {
    console.log('action/dist/index.js is what its sources build');
    return;
  }
  console.error('action/dist/index.js is not what its sources build. Run "npm run bundle" and commit the result.');
  process.exitCode = 1;
}
