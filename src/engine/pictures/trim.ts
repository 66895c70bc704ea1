// Side by side each picture gets half of a column's width, about 350 pixels: an empty margin around a page would make
// its words too small to read.
import { decodePng, encodePng, type Image } from './png.ts';

/** What is left of the margin, in pixels. */
const marginPixels = 24;

interface Box {
  readonly left: number;
  readonly top: number;
  /** One beyond the last. */
  readonly right: number;
  readonly bottom: number;
}

/** The pictures without what is empty in all of them; as they are when they cannot be read or differ in size. */
export function trimAlike(files: readonly Uint8Array[]): readonly Uint8Array[] {
  const images = files.map(decodePng);
  const [first] = images;
  if (first === undefined || first === null) return files;
  const alike = images.filter((image) => image?.width === first.width && image.height === first.height);
  const whole = alike.filter((image) => image !== null);
  const boxes = whole.flatMap((image) => boxOf(image) ?? []);
  if (whole.length < files.length || boxes.length === 0) return files;
  const box: Box = {
    left: Math.max(0, Math.min(...boxes.map(({ left }) => left)) - marginPixels),
    top: Math.max(0, Math.min(...boxes.map(({ top }) => top)) - marginPixels),
    right: Math.min(first.width, Math.max(...boxes.map(({ right }) => right)) + marginPixels),
    bottom: Math.min(first.height, Math.max(...boxes.map(({ bottom }) => bottom)) + marginPixels),
  };
  return whole.map((image) => encodePng(cropped(image, box)));
}

/** Where something else is than the colour of the first pixel; `null` when there is nothing. */
function boxOf({ width, height, channels, pixels }: Image): Box | null {
  const differs = (x: number, y: number): boolean => {
    const at = (y * width + x) * channels;
    for (let channel = 0; channel < channels; channel += 1) {
      if (pixels[at + channel] !== pixels[channel]) return true;
    }
    return false;
  };
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y += 1) {
    let [start, end] = [0, width];
    while (start < width && !differs(start, y)) start += 1;
    if (start === width) continue;
    while (!differs(end - 1, y)) end -= 1;
    [left, right] = [Math.min(left, start), Math.max(right, end)];
    [top, bottom] = [Math.min(top, y), y + 1];
  }
  return right === 0 ? null : { left, top, right, bottom };
}

function cropped({ width, channels, pixels }: Image, { left, top, right, bottom }: Box): Image {
  const stride = (right - left) * channels;
  const part = new Uint8Array((bottom - top) * stride);
  for (let y = top; y < bottom; y += 1) {
    const from = (y * width + left) * channels;
    part.set(pixels.subarray(from, from + stride), (y - top) * stride);
  }
  return { width: right - left, height: bottom - top, channels, pixels: part };
}
