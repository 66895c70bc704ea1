/** The bytes of a file, as GitHub's host for raw files sends them: nothing that a browser would run. */
import { readBlob } from '../../git/objects.ts';
import type { Repository } from '../../world/repository.ts';
import { readRefPath } from './ref-path.ts';

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, pngSignature.length).equals(pngSignature);

/** @param refPath what follows `/raw/`. */
export async function rawFile(repository: Repository, refPath: string): Promise<Response | undefined> {
  const at = await readRefPath(repository, refPath);
  const bytes = at && (await readBlob(repository.directory, `${at.sha}:${at.path}`));
  if (bytes === undefined) return undefined;
  const binary = isPng(bytes) ? 'image/png' : 'application/octet-stream';
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': bytes.includes(0) ? binary : 'text/plain; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'max-age=300',
      vary: 'cookie',
    },
  });
}
