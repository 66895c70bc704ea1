// Pictures of a page lose the margin that is empty in both; whatever is odd about a file, it is left as it is.
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { isPicture } from '../../src/contract/picture.ts';
import { decodePng, encodePng, type Image } from '../../src/engine/pictures/png.ts';
import { trimAlike } from '../../src/engine/pictures/trim.ts';
import { pngOf } from '../fakes/png.ts';

/** A white page with one black box on it. */
function page(width: number, height: number, box?: { x: number; y: number; size: number }): Image {
  const pixels = new Uint8Array(width * height * 3).fill(255);
  if (box !== undefined) {
    for (let y = box.y; y < box.y + box.size; y += 1) {
      pixels.fill(0, (y * width + box.x) * 3, (y * width + box.x + box.size) * 3);
    }
  }
  return { width, height, channels: 3, pixels };
}

const sizeOf = (file: Uint8Array | undefined) => {
  const image = file === undefined ? null : decodePng(file);
  return image === null ? null : [image.width, image.height];
};

test('both are cut to what is in either, with a little margin', () => {
  const before = encodePng(page(600, 400, { x: 300, y: 100, size: 20 }));
  const after = encodePng(page(600, 400, { x: 310, y: 150, size: 30 }));
  const trimmed = trimAlike([before, after]);
  expect(trimmed.map(sizeOf)).toEqual([
    [88, 128],
    [88, 128],
  ]);
  const [first] = trimmed.map(decodePng);
  // The box begins where the margin ends.
  expect(first?.pixels.subarray((24 * 88 + 23) * 3, (24 * 88 + 25) * 3)).toEqual(
    new Uint8Array([255, 255, 255, 0, 0, 0]),
  );
  expect(trimmed.every(isPicture)).toBe(true);
});

test('a real screenshot is read with all its filters, and stays the same picture', () => {
  const file = new Uint8Array(readFileSync(new URL('../../docs/pictures/check-run.png', import.meta.url)));
  const image = decodePng(file);
  if (image === null) throw new Error('it is not read');
  expect([image.width, image.height]).toEqual([1100, 1250]);
  expect(decodePng(encodePng(image))).toEqual(image);
});

describe('left as they are', () => {
  const good = encodePng(page(60, 40, { x: 30, y: 10, size: 2 }));
  const changed = (at: number, value: number): Uint8Array => good.map((byte, index) => (index === at ? value : byte));
  const bomb = (): Uint8Array => {
    // Says 60 × 40, and unpacks to much more.
    const packed = deflateSync(Buffer.alloc(50_000_000));
    const idat = good.length - 12 - 12;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(packed.length);
    return new Uint8Array(
      Buffer.concat([good.subarray(0, 33), length, Buffer.from('IDAT'), packed, Buffer.alloc(4), good.subarray(idat)]),
    );
  };
  test.each<[string, Uint8Array]>([
    ['no PNG', new TextEncoder().encode('hello')],
    ['only a header', pngOf(60, 40)],
    ['cut in the middle', good.slice(0, good.length - 20)],
    ['sixteen bits', changed(24, 16)],
    ['a palette', changed(25, 3)],
    ['interlaced', changed(28, 1)],
    ['a size that is a lie', changed(19, 61)],
    ['more pixels than are unpacked', pngOf(5_000, 5_000)],
    ['more bytes than it says', bomb()],
    ['broken data', changed(45, 0xff)],
    ['of another size', encodePng(page(61, 40, { x: 30, y: 10, size: 2 }))],
  ])('%s', (_, file) => {
    for (const files of [
      [file, good],
      [good, file],
    ])
      expect(trimAlike(files)).toBe(files);
  });

  test('nothing, and an empty page', () => {
    for (const files of [[], [encodePng(page(60, 40))]]) expect(trimAlike(files)).toBe(files);
  });
});
