import { Injectable } from '@nestjs/common';

/** The only source of "now". No command takes its clock from a request. */
@Injectable()
export class Clock {
  /** UTC with microseconds as both engines store it: `2026-11-25 14:03:09.123456`. */
  now(): string {
    const ms = performance.timeOrigin + performance.now();
    const micros = Math.floor((ms % 1) * 1000);
    return `${new Date(ms).toISOString().slice(0, 23).replace('T', ' ')}${String(micros).padStart(3, '0')}`;
  }

  epochMs(): number {
    return Date.now();
  }
}

/** The instant as both engines store it, to the millisecond. */
export function instantAt(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 23).replace('T', ' ')}000`;
}
