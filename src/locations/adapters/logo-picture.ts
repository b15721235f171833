import { PNG } from 'pngjs';
import { luminanceOf } from '../domain/paper-look.js';
import { LogoTooLarge, LogoUnusable } from '../domain/refusals.js';

export interface LogoPicture {
  /** A plain PNG, or the JPEG as it came. */
  bytes: Buffer;
  /** It would not be seen on white paper. */
  isLight: boolean;
}

const MOST_BYTES = 1024 * 1024;
const MOST_PIXELS = 2_000;
const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Where a PNG says how wide and high it is. */
const [WIDTH_AT, HEIGHT_AT, SIZES_END] = [16, 20, 24];
const JPEG_HEAD = Buffer.from([0xff, 0xd8, 0xff]);
const JPEG_END = Buffer.from([0xff, 0xd9]);
const LIGHT = 0.6;
/** What is fainter than this is background. */
const SEEN = 32;

/** @throws LogoUnusable, LogoTooLarge */
export function logoPicture(bytes: Buffer): LogoPicture {
  if (bytes.length > MOST_BYTES) throw new LogoTooLarge();
  if (startsWith(bytes, PNG_HEAD)) return plainPng(bytes);
  if (startsWith(bytes, JPEG_HEAD) && bytes.subarray(-1_024).includes(JPEG_END)) return { bytes: wholeJpeg(bytes), isLight: false };
  throw new LogoUnusable();
}

/** Read to the last pixel and written anew: whatever else the file held is gone, and a paper never meets a broken one. */
function plainPng(bytes: Buffer): LogoPicture {
  if (bytes.length < SIZES_END) throw new LogoUnusable();
  if (Math.max(bytes.readUInt32BE(WIDTH_AT), bytes.readUInt32BE(HEIGHT_AT)) > MOST_PIXELS) throw new LogoTooLarge();
  try {
    const picture = PNG.sync.read(bytes);
    return { bytes: PNG.sync.write(picture), isLight: isLight(picture.data) };
  } catch {
    throw new LogoUnusable();
  }
}

/** Whether what can be seen of it is light altogether. */
function isLight(rgba: Buffer): boolean {
  let [sum, weight] = [0, 0];
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3]!;
    if (alpha < SEEN) continue;
    sum += alpha * luminanceOf([rgba[at]!, rgba[at + 1]!, rgba[at + 2]!]);
    weight += alpha;
  }
  // Nothing transparent: it brings its own background.
  return weight > 0 && weight < (rgba.length / 4) * 255 * 0.98 && sum / weight > LIGHT;
}

/** The frame of a JPEG says its size in the segment that begins it. */
function wholeJpeg(bytes: Buffer): Buffer {
  let at = 2;
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1]!;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (Math.max(bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)) > MOST_PIXELS) throw new LogoTooLarge();
      return bytes;
    }
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  throw new LogoUnusable();
}

function startsWith(bytes: Buffer, magic: Buffer): boolean {
  return bytes.subarray(0, magic.length).equals(magic);
}
