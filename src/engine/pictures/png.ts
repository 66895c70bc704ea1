// Reads and writes PNG files of the kind that browsers' screenshots are: eight bits, three or four channels, not
// interlaced. They come from a job that ran a stranger's code: every size is bounded before anything is unpacked.
import { deflateSync, inflateSync } from 'node:zlib';

export interface Image {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  /** Row after row, without anything between them. */
  readonly pixels: Uint8Array;
}

/** Most pixels that are unpacked: 1280 wide, that is a page of four screens. */
const pixelsMax = 4_000_000;

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** `null`: broken, too large, or of another kind. */
export function decodePng(file: Uint8Array): Image | null {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const [header, ...rest] = [...chunksOf(bytes)];
  if (header?.name !== 'IHDR' || header.content.length !== 13) return null;
  const [width, height] = [header.content.readUInt32BE(0), header.content.readUInt32BE(4)];
  const [depth, colour, ...methods] = header.content.subarray(8);
  const channels = colour === 2 ? 3 : colour === 6 ? 4 : null;
  if (depth !== 8 || channels === null || methods.some((method) => method !== 0)) return null;
  if (width === 0 || height === 0 || width * height > pixelsMax) return null;
  const packed = Buffer.concat(rest.filter(({ name }) => name === 'IDAT').map(({ content }) => content));
  const length = height * (width * channels + 1);
  const rows = unpack(packed, length);
  if (rows?.length !== length) return null;
  const pixels = unfilter(rows, { height, stride: width * channels, channels });
  return pixels === null ? null : { width, height, channels, pixels };
}

export function encodePng({ width, height, channels, pixels }: Image): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, channels === 3 ? 2 : 6], 8);
  const stride = width * channels;
  const rows = Buffer.alloc(height * (stride + 1));
  for (let y = 0; y < height; y += 1) rows.set(pixels.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  const file = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))];
  return new Uint8Array(Buffer.concat([signature, ...file]));
}

/** The chunks up to the last one that is whole. */
function* chunksOf(bytes: Buffer): Generator<{ name: string; content: Buffer }> {
  if (!bytes.subarray(0, signature.length).equals(signature)) return;
  let at = signature.length;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return;
    yield { name: bytes.toString('latin1', at + 4, at + 8), content: bytes.subarray(at + 8, end - 4) };
    at = end;
  }
}

function unpack(packed: Buffer, length: number): Buffer | null {
  try {
    return inflateSync(packed, { maxOutputLength: length });
  } catch {
    return null;
  }
}

/** Each row says by its first byte which neighbours its bytes are differences to. */
function unfilter(
  rows: Buffer,
  { height, stride, channels }: { height: number; stride: number; channels: number },
): Uint8Array | null {
  const pixels = new Uint8Array(height * stride);
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1);
    const to = y * stride;
    const filter = rows[from] ?? 0;
    if (filter > 4) return null;
    for (let x = 0; x < stride; x += 1) {
      const left = x < channels ? 0 : (pixels[to + x - channels] ?? 0);
      const up = y === 0 ? 0 : (pixels[to + x - stride] ?? 0);
      const corner = y === 0 || x < channels ? 0 : (pixels[to + x - stride - channels] ?? 0);
      pixels[to + x] = (rows[from + 1 + x] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return pixels;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

function chunk(name: string, content: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(checksum(named));
  return Buffer.concat([length, named, check]);
}

/** CRC-32; `zlib.crc32` is newer than the oldest Node that we run on. */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
