// How the application is started and where it answers then, as far as scripts and usual ports tell.
import type { Guess, PackageManager, PlaywrightConfig, ScriptName } from './found.ts';
import type { PackageFile } from './package-file.ts';

interface Place {
  readonly content: PackageFile;
  readonly packageManager: PackageManager;
  /** Folder of the application; `''` is the top. */
  readonly directory: string;
}

/** Started from what was built before: without a build there is nothing to start. */
const startsWhatWasBuilt =
  /\b(?:next|nuxt|nuxi|astro|vite) (?:start|preview)\b|-serve\b|\bserve\b|(?:dist|build|\.output|out)\//;

export function findStart(
  { content, packageManager, directory }: Place,
  playwright: PlaywrightConfig | null,
): { start: Guess<string>; script: ScriptName | null } | null {
  const { scripts } = content;
  const file = directory === '' ? 'package.json' : `${directory}/package.json`;
  if (playwright?.serverCommand !== undefined && playwright.serverCommand !== null) {
    const folder = playwright.path.includes('/') ? playwright.path.slice(0, playwright.path.lastIndexOf('/')) : '';
    const value = inFolder(folder, playwright.serverCommand);
    return { start: { value, from: `webServer.command in ${playwright.path}`, certainty: 'found' }, script: null };
  }
  const script = (['start', 'preview', 'dev'] as const).find((name) => scripts[name] !== undefined);
  if (script === undefined) return null;
  const run = (name: ScriptName): string => `${packageManager.run} ${name}`;
  const needsBuild =
    scripts.build !== undefined && (script === 'preview' || startsWhatWasBuilt.test(scripts[script] ?? ''));
  const value = inFolder(directory, needsBuild ? `${run('build')} && ${run(script)}` : run(script));
  return { start: { value, from: `script "${script}" in ${file}`, certainty: 'likely' }, script };
}

/** By dependency, in the order in which they count: what is built on another one comes before it. */
const frameworks: readonly { dependency: string; name: string; port: number; preview?: number }[] = [
  { dependency: 'next', name: 'Next.js', port: 3000 },
  { dependency: 'nuxt', name: 'Nuxt', port: 3000 },
  { dependency: 'astro', name: 'Astro', port: 4321 },
  { dependency: '@angular/cli', name: 'Angular', port: 4200 },
  { dependency: 'gatsby', name: 'Gatsby', port: 8000 },
  { dependency: '@vue/cli-service', name: 'Vue CLI', port: 8080 },
  { dependency: 'react-scripts', name: 'Create React App', port: 3000 },
  { dependency: 'vite', name: 'Vite', port: 5173, preview: 4173 },
  { dependency: 'parcel', name: 'Parcel', port: 1234 },
  { dependency: 'webpack-dev-server', name: 'webpack', port: 8080 },
];

/** `localhost`, not 127.0.0.1: several development servers listen on the IPv6 address only. */
const at = (port: number): string => `http://localhost:${port}`;

export function findUrl(
  { content }: Pick<Place, 'content'>,
  { script, playwright }: { script: ScriptName | null; playwright: PlaywrightConfig | null },
): Guess<string> {
  if (playwright !== null && script === null && playwright.serverUrl !== null) {
    return { value: playwright.serverUrl, from: `webServer in ${playwright.path}`, certainty: 'found' };
  }
  const text = script === null ? (playwright?.serverCommand ?? '') : (content.scripts[script] ?? '');
  const port = portIn(text);
  if (port !== null) {
    const from = script === null ? 'the command' : `script "${script}" in package.json`;
    return { value: at(port), from: `the port in ${from}`, certainty: 'found' };
  }
  if (playwright !== null && playwright.baseUrl !== null && isLocal(playwright.baseUrl)) {
    return { value: playwright.baseUrl, from: `baseURL in ${playwright.path}`, certainty: 'likely' };
  }
  const framework = frameworks.find(({ dependency }) => content.dependencies.includes(dependency));
  if (framework === undefined) return { value: at(3000), from: 'the most usual port', certainty: 'usual' };
  const usesOwnServer = framework.name !== 'Vite' || script !== 'start' || /\bvite\b/.test(text);
  if (!usesOwnServer) return { value: at(3000), from: 'the most usual port', certainty: 'usual' };
  const previews = framework.preview !== undefined && (script === 'preview' || /\bpreview\b/.test(text));
  const value = at(previews ? (framework.preview ?? framework.port) : framework.port);
  return { value, from: `the usual port of ${framework.name}`, certainty: 'usual' };
}

/** Scripts that by their name deploy to staging; plain `deploy` may as well mean production. */
const stagingScripts = ['deploy:staging', 'staging:deploy', 'deploy-staging', 'deploy:preview'];

export function findStagingCommand({ content, packageManager, directory }: Place): Guess<string> | null {
  const script = stagingScripts.find((name) => content.scriptNames.includes(name));
  if (script === undefined) return null;
  const value = inFolder(directory, `${packageManager.run} ${script}`);
  return { value, from: `script "${script}" in package.json`, certainty: 'likely' };
}

const inFolder = (directory: string, command: string): string =>
  directory === '' ? command : `cd '${directory}' && ${command}`;

function portIn(script: string): number | null {
  const port = Number(/(?:--port[ =]|\s-p ?|\bPORT=)(\d{2,5})\b/.exec(script)?.[1] ?? Number.NaN);
  return port > 0 && port < 65_536 ? port : null;
}

const isLocal = (address: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);
