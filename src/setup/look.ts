// What is found in a repository: read, never run. Nothing that stands in it can stop the look, or steer it.
import { findStagingCommand, findStart, findUrl } from './look/application.ts';
import { findApplicationFolder } from './look/application-folder.ts';
import { findDeployWorkflows } from './look/deploy-workflows.ts';
import type { Found } from './look/found.ts';
import { readPackageFile } from './look/package-file.ts';
import { findPackageManager } from './look/package-manager.ts';
import { findPlaywrightConfig } from './look/playwright-config.ts';
import { paths } from './paths.ts';
import type { Files } from './set-up-github.ts';

type Application = Pick<Found, 'packageManager' | 'scripts' | 'directory' | 'start' | 'url' | 'stagingCommand'> &
  Pick<Found, 'playwright' | 'notes'>;

export async function look(files: Files): Promise<Found> {
  const top = await files.list('');
  const application = await lookForApplication(files, top);
  const deploy = await findDeployWorkflows(files);
  return {
    ...application,
    deployWorkflows: deploy.workflows,
    present: await findPresent(files),
    notes: [...application.notes, ...deploy.notes],
  };
}

async function lookForApplication(files: Files, top: readonly string[]): Promise<Application> {
  const reading = await readPackageFile(files, 'package.json', top.includes('package.json'));
  if (reading.kind !== 'found') {
    const playwright = await findPlaywrightConfig(files, ['']);
    const notes = reading.kind === 'unreadable' ? [reading.words] : [];
    return { ...nothing, playwright, ...fromPlaywright(playwright), notes };
  }
  const { packageManager, notes } = findPackageManager(top, reading.content);
  const folder = await findApplicationFolder(files, top, reading.content);
  const directory = folder.kind === 'one' ? folder.directory : '';
  const content = folder.kind === 'one' ? folder.content : reading.content;
  const playwright = await findPlaywrightConfig(files, directory === '' ? [''] : ['', directory]);
  const place = { content, packageManager, directory };
  const started = findStart(place, playwright);
  return {
    packageManager,
    scripts: content.scripts,
    directory,
    start: started?.start ?? null,
    url: started === null ? null : findUrl(place, { script: started.script, playwright }),
    stagingCommand:
      findStagingCommand({ ...place, content: reading.content, directory: '' }) ?? findStagingCommand(place),
    playwright,
    notes: [
      ...notes,
      ...(folder.kind === 'several'
        ? [`Several folders hold an application (${folder.directories.join(', ')}); say in app.start which one.`]
        : []),
    ],
  };
}

const nothing: Application = {
  packageManager: null,
  scripts: {},
  directory: '',
  start: null,
  url: null,
  stagingCommand: null,
  playwright: null,
  notes: [],
};

/** Without a package.json, the tests may still say how the application is started. */
function fromPlaywright(playwright: Found['playwright']): Pick<Found, 'start' | 'url'> {
  if (playwright === null) return { start: null, url: null };
  const { path, serverCommand, serverUrl, baseUrl } = playwright;
  const from = `webServer in ${path}`;
  return {
    start: serverCommand === null ? null : { value: serverCommand, from, certainty: 'found' },
    url:
      serverUrl !== null
        ? { value: serverUrl, from, certainty: 'found' }
        : baseUrl === null
          ? null
          : { value: baseUrl, from: `baseURL in ${path}`, certainty: 'likely' },
  };
}

/** Those of our files that are there; one that cannot be read is there as well. */
async function findPresent(files: Files): Promise<string[]> {
  const present: string[] = [];
  for (const path of Object.values(paths)) {
    const at = path.lastIndexOf('/');
    const listed = (await files.list(path.slice(0, at))).includes(path.slice(at + 1));
    if (listed || (await files.read(path)) !== null) present.push(path);
  }
  return present;
}
