// Settings that hold commands or switches though they are no source code: manifests, `.env`, `.npmrc`.
import type { ChangedFile, Diff } from '../../../diff.ts';
import type { ReviewContext } from '../../../rule.ts';
import { type Code, readCode } from '../../source/read-code.ts';

/** Such a file read as a script, `null` for any other file. */
export function settingLines(file: ChangedFile, diff: Diff, context: ReviewContext): Code | null {
  if (file.status === 'deleted' || !settingFile.test(file.path)) return null;
  // The paths that a name of a script has decide nothing else.
  const code = readCode({ ...file, path: `${file.path}.sh` }, diff, {
    ...context,
    texts: new Map([[`${file.path}.sh`, context.texts.get(file.path) ?? { before: null, after: null }]]),
  });
  return code === null ? null : { ...code, language: 'shell' };
}

const settingFile =
  /(?:^|\/)(?:package\.json|composer\.json|deno\.jsonc?|\.env(?:\.[^/]*)?|\.npmrc|\.yarnrc|\.curlrc|\.gitconfig|devcontainer\.json|tasks\.json|[^/]+\.(?:ini|cfg|conf|toml|service|properties|ps1|bat|cmd))$/;
