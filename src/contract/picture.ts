// What of a run's evidence may be shown as a picture. It comes from a job that ran a stranger's code, and browsers of
// reviewers will unpack it.

/** Largest picture in bytes, and in pixels: 1280 wide, that is a page of 25 screens. */
export const pictureLimits = { bytes: 1024 * 1024, pixels: 24_000_000 };

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Whether these bytes begin as a PNG file of a bearable size. */
export function isPicture(bytes: Uint8Array): boolean {
  // Signature, length and name of the first chunk, width, height.
  if (bytes.length < 24 || bytes.length > pictureLimits.bytes) return false;
  if (!signature.every((byte, index) => bytes[index] === byte)) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (String.fromCharCode(...bytes.subarray(12, 16)) !== 'IHDR') return false;
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  return width > 0 && height > 0 && width * height <= pictureLimits.pixels;
}
