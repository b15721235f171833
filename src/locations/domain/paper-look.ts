import { PaperColorTooLight, PaperColorUnusable } from './refusals.js';

const HEX = /^#[0-9a-f]{6}$/;
/** Of text that is read without effort: WCAG 2.2, 1.4.3. */
const LEAST_CONTRAST = 4.5;

/** A color that can be read on white paper, and on which white can be read; empty: the product's own. */
export function paperColorOf(typed: string): string {
  const color = typed.trim().toLowerCase();
  if (color === '') return '';
  if (!HEX.test(color)) throw new PaperColorUnusable();
  if (1.05 / (luminanceOf(channelsOf(color)) + 0.05) < LEAST_CONTRAST) throw new PaperColorTooLight();
  return color;
}

/** Red, green and blue from 0 to 255. */
export type Channels = readonly [number, number, number];

function channelsOf(hex: string): Channels {
  const at = (start: number): number => Number.parseInt(hex.slice(start, start + 2), 16);
  return [at(1), at(3), at(5)];
}

/** Relative luminance, from 0 for black to 1 for white (WCAG 2.2). */
export function luminanceOf(channels: Channels): number {
  const [red, green, blue] = channels.map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
