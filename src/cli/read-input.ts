// Text from a file or from standard input, within a limit; what cannot be read is told, never thrown.
import { createReadStream } from 'node:fs';

export type Input = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/** Longest input, in bytes; GitHub takes 65,536 characters in an issue. */
const bytesMax = 1_000_000;

/** `-` is standard input. */
export async function readInput(path: string): Promise<Input> {
  const name = nameOf(path);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of path === '-' ? process.stdin : createReadStream(path)) {
      const part = Buffer.from(chunk);
      bytes += part.length;
      if (bytes > bytesMax)
        return failed(`${name} is too large: at most ${bytesMax.toLocaleString('en')} bytes are read.`);
      chunks.push(part);
    }
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch (error) {
    return failed(`${name} cannot be read: ${reasonOf(error)}.`);
  }
}

export const nameOf = (path: string): string => (path === '-' ? 'Standard input' : path);

const failed = (message: string): Input => ({ ok: false, message });

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'you may not read it',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'it is not text in UTF-8',
};

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
}
