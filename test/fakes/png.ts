// The beginning of a PNG file, which is all that is looked at before one is shown.

/** @param bytes its size; what is beyond the header is empty */
export function pngOf(width: number, height: number, bytes = 64): Uint8Array {
  const file = Buffer.alloc(bytes);
  file.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  file.write('IHDR', 12, 'latin1');
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  return new Uint8Array(file);
}
