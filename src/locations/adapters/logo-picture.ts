import PDFDocument from 'pdfkit';
import { PNG } from 'pngjs';
import { openPicture } from '../../platform/web/pdf-picture.js';
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
const JPEG_HEAD = Buffer.from([0xff, 0xd8, 0xff]);
const JPEG_END = Buffer.from([0xff, 0xd9]);
/** Scanners and editors leave a few bytes behind the end of a picture. */
const TAIL = 1_024;
const LIGHT = 0.6;
/** What is fainter than this is background. */
const SEEN = 32;

/** Opened by what will draw it, so that no paper meets a picture it cannot print. @throws LogoUnusable, LogoTooLarge */
export function logoPicture(bytes: Buffer): LogoPicture {
  if (bytes.length > MOST_BYTES) throw new LogoTooLarge();
  const { width, height } = sizeOf(bytes);
  if (Math.max(width, height) > MOST_PIXELS) throw new LogoTooLarge();
  if (!bytes.subarray(0, JPEG_HEAD.length).equals(JPEG_HEAD)) return plainPng(bytes);
  if (!bytes.subarray(-TAIL).includes(JPEG_END)) throw new LogoUnusable();
  return { bytes, isLight: false };
}

function sizeOf(bytes: Buffer): { width: number; height: number } {
  try {
    return openPicture(new PDFDocument({ autoFirstPage: false }), bytes);
  } catch {
    throw new LogoUnusable();
  }
}

/** Read to the last pixel and written anew: pdfkit would meet a broken one only while a paper is drawn, where nothing could refuse it. */
function plainPng(bytes: Buffer): LogoPicture {
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
