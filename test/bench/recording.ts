import type { Engine, OpenTransaction } from '../../src/platform/database/engine.js';
import type { SqlValue } from '../../src/platform/database/sql.js';

export interface Statement {
  text: string;
  values: readonly SqlValue[];
}

/** Everything one command sent between BEGIN and COMMIT, to be sent again by a raw driver. */
export type Recording = Statement[];

/** Records the next transactions of an engine. @returns the recordings so far, and how to stop */
export function recordTransactions(engine: Engine): { recordings: Recording[]; stop: () => void } {
  const begin = engine.begin.bind(engine);
  const recordings: Recording[] = [];
  engine.begin = async () => {
    const recording: Recording = [];
    const inner = await begin();
    return recorded(inner, recording, () => recordings.push(recording));
  };
  return { recordings, stop: () => void (engine.begin = begin) };
}

function recorded(inner: OpenTransaction, recording: Recording, done: () => void): OpenTransaction {
  const keep = (text: string, values: readonly SqlValue[]): void => void recording.push({ text, values });
  return {
    select: (text, values) => (keep(text, values), inner.select(text, values)),
    write: (text, values) => (keep(text, values), inner.write(text, values)),
    writing: (work) => inner.writing(work),
    commit: () => (done(), inner.commit()),
    rollback: (broken) => inner.rollback(broken),
  };
}
