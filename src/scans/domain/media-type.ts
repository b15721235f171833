import type { MediaType } from './scan-state.js';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PNG_END = Buffer.from([0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);
const JPEG_END = Buffer.from([0xff, 0xd9]);
const TIFFS = [Buffer.from([0x49, 0x49, 0x2a, 0x00]), Buffer.from([0x4d, 0x4d, 0x00, 0x2a])];
const PDF = Buffer.from('%PDF-');
const PDF_END = Buffer.from('%%EOF');
/** Scanners leave a few bytes behind the end of the picture. */
const TAIL = 1_024;

/** What a file is by its content, whatever its name says; undefined for anything else and for what broke off on its way. */
export function mediaTypeOf(bytes: Buffer): MediaType | undefined {
  const tail = bytes.subarray(Math.max(0, bytes.length - TAIL));
  if (startsWith(bytes, PDF)) return tail.includes(PDF_END) ? 'application/pdf' : undefined;
  if (startsWith(bytes, PNG)) return tail.includes(PNG_END) ? 'image/png' : undefined;
  if (startsWith(bytes, JPEG)) return tail.includes(JPEG_END) ? 'image/jpeg' : undefined;
  if (TIFFS.some((magic) => startsWith(bytes, magic))) return hasFirstPage(bytes) ? 'image/tiff' : undefined;
  return undefined;
}

function startsWith(bytes: Buffer, magic: Buffer): boolean {
  return bytes.subarray(0, magic.length).equals(magic);
}

/** The header of a TIFF says where the directory of its first page lies, with at least one entry of 12 bytes. */
function hasFirstPage(bytes: Buffer): boolean {
  if (bytes.length < 8) return false;
  const isLittle = bytes[0] === 0x49;
  const at = isLittle ? bytes.readUInt32LE(4) : bytes.readUInt32BE(4);
  if (at < 8 || at + 2 > bytes.length) return false;
  const entries = isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
  return entries > 0 && at + 2 + entries * 12 <= bytes.length;
}
