// Artifacts come from a job that ran a stranger's code: whatever they hold, reading them costs a bounded amount.
import { describe, expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import { artifactLimits, readZip } from '../../src/github/calls/artifacts.ts';

const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const zip = (files: Record<string, Uint8Array>): Buffer => Buffer.from(zipSync(files));

test('files are read with their paths', async () => {
  const reading = await readZip(zip({ 'result.json': text('{}'), 'evidence/a.txt': text('a') }));
  expect(reading.kind === 'found' && [...reading.files.keys()]).toEqual(['result.json', 'evidence/a.txt']);
  expect(reading.kind === 'found' && new TextDecoder().decode(reading.files.get('evidence/a.txt'))).toBe('a');
});

describe('is not read', () => {
  test.each([
    ['what is no zip file', Buffer.from('hello'), /./],
    ['an empty file', Buffer.alloc(0), /./],
    ['a path that leaves the archive', zip({ '../result.json': text('{}') }), /invalid relative path/],
    ['an absolute path', zip({ '/etc/passwd': text('x') }), /absolute path/],
    ['a path with backslashes', zip({ '..\\result.json': text('{}') }), /invalid characters|invalid relative/],
    [
      'more entries than the limit',
      zip(Object.fromEntries(Array.from({ length: artifactLimits.entries + 1 }, (_, n) => [`f${n}`, text('')]))),
      /entries/,
    ],
    ['a bomb', zip({ 'zeros.bin': new Uint8Array(artifactLimits.unpacked + 1) }), /unpacks to more than/],
    ['a file of the right name but more bytes than allowed', Buffer.alloc(artifactLimits.packed + 1), /larger/],
  ])('%s', async (_, bytes, reason) => {
    const reading = await readZip(bytes);
    expect(reading.kind).toBe('unreadable');
    expect(reading.kind === 'unreadable' && reading.reason).toMatch(reason);
  });

  test('a size that is a lie', async () => {
    const bytes = zip({ 'result.json': text('x'.repeat(1000)) });
    // The uncompressed size in the central directory, 24 bytes after its signature.
    const entry = bytes.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    bytes.writeUInt32LE(5, entry + 24);
    expect((await readZip(bytes)).kind).toBe('unreadable');
  });
});
