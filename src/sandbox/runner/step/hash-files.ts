// `hashFiles('**/package-lock.json')`: the hash of the hashes of the files that match, '' for none.
import { createHash } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Patterns are relative to the workspace; one that begins with `!` excludes. */
export function hashFiles(workspace: string, patterns: string[]): string {
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
  const files = globSync(wanted, { cwd: workspace, exclude: excluded })
    .sort()
    .map((file) => join(workspace, file))
    .filter((file) => statSync(file).isFile());
  if (files.length === 0) return '';
  const hash = createHash('sha256');
  for (const file of files) hash.update(createHash('sha256').update(readFileSync(file)).digest());
  return hash.digest('hex');
}
