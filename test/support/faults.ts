import type { Engine, OpenTransaction } from '../../src/platform/database/engine.js';

export interface Call {
  /** 1 for the first statement of this transaction; the commit counts as one more. */
  position: number;
  kind: 'select' | 'write' | 'commit';
  text: string;
  /** 1 for the first transaction since the faults were planted. */
  transaction: number;
}

/** `rows`: the statement says it changed that many. */
export type FaultPlan = (call: Call) => { before?: Error; after?: Error; rows?: number } | undefined;

/** Wraps the engine's transactions so that a chosen statement fails before or after it took effect. @returns undo */
export function plantFaults(engine: Engine, plan: FaultPlan): () => void {
  const begin = engine.begin.bind(engine);
  let transactions = 0;
  engine.begin = async () => {
    transactions += 1;
    return faulty(await begin(), plan, transactions);
  };
  return () => {
    engine.begin = begin;
  };
}

function faulty(inner: OpenTransaction, plan: FaultPlan, transaction: number): OpenTransaction {
  let position = 0;
  const through = async <T>(kind: Call['kind'], text: string, work: () => Promise<T>): Promise<T> => {
    position += 1;
    const fault = plan({ position, kind, text, transaction });
    if (fault?.before) throw fault.before;
    const result = await work();
    if (fault?.after) throw fault.after;
    return fault?.rows === undefined ? result : (fault.rows as T);
  };
  return {
    select: (text, values) => through('select', text, () => inner.select(text, values)),
    write: (text, values) => through('write', text, () => inner.write(text, values)),
    writing: (work) => inner.writing(work),
    commit: () => through('commit', 'COMMIT', () => inner.commit()),
    rollback: (broken) => inner.rollback(broken),
  };
}

export function deadlock(): Error {
  return Object.assign(new Error('Deadlock found'), { errno: 1213, code: 'ER_LOCK_DEADLOCK' });
}

export function lostConnection(): Error {
  return Object.assign(new Error('Connection lost'), { code: 'PROTOCOL_CONNECTION_LOST', fatal: true });
}

export function brokenDisk(): Error {
  return Object.assign(new Error('disk I/O error'), { errno: 1026, code: 'ER_ERROR_ON_WRITE' });
}
