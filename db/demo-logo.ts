import { PNG } from 'pngjs';

type Rgb = readonly [number, number, number];

/** Drawn here, so that nobody's mark is used: three leaves on one stem, or three waves. */
export const DEMO_LOGOS = {
  MS: (): Buffer => drawn([15, 92, 99], (x, y) => [-0.5, 0, 0.5].some((turn) => isLeaf(x, y, turn)) || (Math.abs(x) < 0.035 && y > 0.3 && y < 0.9)),
  RS: (): Buffer => drawn([255, 255, 255], (x, y) => [-0.45, 0, 0.45].some((row) => Math.abs(y - row - 0.14 * Math.sin(x * 5)) < 0.09 && Math.abs(x) < 0.92)),
} as const;

const SIZE = 220;

/** @param isInk of a point from -1 to 1 on either axis, y downwards */
function drawn([red, green, blue]: Rgb, isInk: (x: number, y: number) => boolean): Buffer {
  const png = new PNG({ width: SIZE, height: SIZE });
  for (let row = 0; row < SIZE; row += 1) {
    for (let column = 0; column < SIZE; column += 1) png.data.set([red, green, blue, coverage(column, row, isInk)], (row * SIZE + column) * 4);
  }
  return PNG.sync.write(png);
}

/** Of nine points in a pixel, how many are ink: smooth edges. */
function coverage(column: number, row: number, isInk: (x: number, y: number) => boolean): number {
  const thirds = [1 / 6, 1 / 2, 5 / 6];
  const hits = thirds.flatMap((dx) => thirds.map((dy) => isInk(((column + dx) / SIZE) * 2 - 1, ((row + dy) / SIZE) * 2 - 1))).filter(Boolean).length;
  return Math.round((hits / 9) * 255);
}

/** The lens where two circles meet, its foot at the stem. */
function isLeaf(x: number, y: number, turn: number): boolean {
  const angle = turn * Math.PI * 0.62;
  const along = -(y - 0.35) * Math.cos(angle) + x * Math.sin(angle);
  const across = (y - 0.35) * Math.sin(angle) + x * Math.cos(angle);
  const [middle, radius, apart] = [0.62, 0.85, 0.58];
  return Math.hypot(along - middle, across - apart) < radius && Math.hypot(along - middle, across + apart) < radius;
}
