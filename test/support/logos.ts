import { PNG } from 'pngjs';

type Rgba = readonly [number, number, number, number];

/** A disc of a color on nothing. */
export function disc(color: Rgba, size = 40): Buffer {
  const png = new PNG({ width: size, height: size });
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const isInside = Math.hypot(x - size / 2, y - size / 2) < size / 2;
      (isInside ? color : [0, 0, 0, 0]).forEach((value, channel) => (png.data[(y * size + x) * 4 + channel] = value));
    }
  }
  return PNG.sync.write(png);
}
