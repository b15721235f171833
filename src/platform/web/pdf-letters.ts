import { createRequire } from 'node:module';
import bidiFactory from 'bidi-js';

/** Letters of the standard fonts beyond Latin-1. */
const BEYOND_LATIN_1 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const NEAREST: Readonly<Record<string, string>> = { '\u2212': '-', '\u00a0': ' ' };
/** What DejaVu can draw; marks and common signs belong to whatever they stand with. */
const DRAWN = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Armenian}\p{Script=Georgian}\p{M}\p{N}\p{P}\p{Sc}\p{Zs}\n]/u;
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}]/u;

const { resolve } = createRequire(import.meta.url);
const file = (name: string): string => resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);
/** Every PDF reader has Helvetica; where a text holds other letters, all of it is drawn in DejaVu, of which only the letters used go into the file. */
export const FONTS = {
  western: { plain: 'Helvetica', bold: 'Helvetica-Bold' },
  wide: { plain: file('DejaVuSansCondensed'), bold: file('DejaVuSansCondensed-Bold') },
} as const;

/** What can be drawn of a text: signs of no known script become `?`, so that nothing turns into boxes or changes what stands beside it. */
export function printable(text: string): string {
  return [...text.normalize('NFC')].map((letter) => NEAREST[letter] ?? (isWestern(letter) || DRAWN.test(letter) ? letter : '?')).join('');
}

export function fontsFor(said: string): (typeof FONTS)[keyof typeof FONTS] {
  return [...said].every(isWestern) ? FONTS.western : FONTS.wide;
}

export function hasRightToLeft(said: string): boolean {
  return RIGHT_TO_LEFT.test(said);
}

function isWestern(letter: string): boolean {
  const code = letter.codePointAt(0)!;
  return (code >= 0x20 && code < 0x7f) || (code > 0xa0 && code <= 0xff) || code === 0x0a || BEYOND_LATIN_1.includes(letter);
}

// Its types describe an ES module; what Node loads is the function itself.
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();

/**
 * The words of a line and the blanks between them as they are read from left to right; the letters within a word stay in the order in
 * which they are spoken, for the font to turn and join. By the Unicode bidirectional algorithm, for paper whose language is English.
 */
export function visualPieces(line: string): string[] {
  const levels = bidi.getEmbeddingLevels(line, 'ltr');
  const order = Array.from({ length: line.length }, (_, index) => index);
  for (const [from, to] of bidi.getReorderSegments(line, levels) as [number, number][]) order.splice(from, to - from + 1, ...order.slice(from, to + 1).reverse());
  const pieces: { from: number; to: number; isTurned: boolean }[] = [];
  for (const at of order) {
    const isTurned = levels.levels[at]! % 2 === 1;
    const last = pieces.at(-1);
    const joins = last?.isTurned === isTurned && isBlank(line[at]!) === isBlank(line[last.from]!) && (isTurned ? at === last.from - 1 : at === last.to + 1);
    if (joins) Object.assign(last, isTurned ? { from: at } : { to: at });
    else pieces.push({ from: at, to: at, isTurned });
  }
  return pieces.map(({ from, to }) => line.slice(from, to + 1));
}

function isBlank(letter: string): boolean {
  return letter === ' ';
}
