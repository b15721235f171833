import { encodeTime, monotonicFactory } from 'ulid';

const next = monotonicFactory();

/** A new ULID: 26 characters, ascending within the process, made by the app so that no insert waits for its id. */
export function newId(): string {
  return next();
}

/** The lowest id that a record made at `epochMs` or later can have: ids are in the order of time. */
export function firstIdAt(epochMs: number): string {
  return `${encodeTime(Math.max(0, epochMs), 10)}${'0'.repeat(16)}`;
}
