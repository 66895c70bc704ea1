// A change set: what a phase wants committed. Whole files with modes, never a patch to be guessed at.
import { z } from 'zod';

const commitId = z.string().regex(/^[0-9a-f]{40}$/, 'a commit id is 40 lower-case hexadecimal digits');

const changedFile = z.strictObject({
  kind: z.literal('changed'),
  path: z.string().min(1).max(4096),
  /** git's file modes; anything but a plain or an executable file is refused by the guardrails. */
  mode: z.enum(['100644', '100755', '120000', '160000']),
  encoding: z.enum(['utf-8', 'base64']),
  content: z.string(),
});

const deletedFile = z.strictObject({ kind: z.literal('deleted'), path: z.string().min(1).max(4096) });

export const changeSetSchema = z.strictObject({
  /** Commit that the files were changed against. */
  base: commitId,
  files: z.array(z.discriminatedUnion('kind', [changedFile, deletedFile])).max(10_000),
});

export type ChangeSet = z.infer<typeof changeSetSchema>;
export { commitId };
