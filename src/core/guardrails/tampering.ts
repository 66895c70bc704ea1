// What belongs to the frozen test: the file itself, and everything else that decides what the test means.

const supportFolders = /^(?:_{0,2}(?:fixtures|snapshots|mocks|setup)_{0,2}|.*-snapshots|node_modules)$/;
const supportFiles = /^(?:.*fixtures?|global[-.]?(?:setup|teardown)|.*\.setup|setup)\.[a-z]+$/;

/** Why touching this path would be tampering with the test, as a sentence; `null` when it would not. */
export function tampering(path: string, testPath: string): string | null {
  const [touched, test] = [path.toLowerCase(), testPath.toLowerCase()];
  if (touched === test) return 'This is the frozen test itself.';
  const names = touched.split('/');
  const file = names.at(-1) ?? '';
  if (/^playwright[^/]*\.config\.[^/]+$|^playwright\.config\b/.test(file)) return 'This is a Playwright configuration.';
  if (test.startsWith(`${touched}/`)) return 'This would put a file in the place of the folder of the frozen test.';
  if (touched.startsWith(`${test}/`)) return 'This would put a folder in the place of the frozen test.';
  const folder = test.includes('/') ? test.slice(0, test.lastIndexOf('/') + 1) : '';
  if (folder !== '' && touched.startsWith(folder)) {
    const below = touched.slice(folder.length).split('/');
    if (below.slice(0, -1).some((name) => supportFolders.test(name)) || supportFiles.test(file)) {
      return 'This is a fixture, a snapshot or a set-up file of the frozen test.';
    }
  }
  if (touched.startsWith(`${test}-snapshots/`)) return 'This is a snapshot of the frozen test.';
  return null;
}
