import { Injectable } from '@nestjs/common';
import { Database } from './database/database.js';
import { Session } from './database/session.js';
import { sql } from './database/sql.js';

/** Human numbers that may have gaps and lock nothing: a process takes a block at a time, before a command begins. */
const BLOCKS = {
  payment: { size: 20, low: 1 },
  patient: { size: 20, low: 1 },
  journal: { size: 1000, low: 300 },
} as const;

export type NumberKind = keyof typeof BLOCKS;

const FIRST: Record<NumberKind, number> = { payment: 20_001, patient: 100_001, journal: 40_001 };

/** A command used more numbers than a block holds ahead; it runs again once there are more. */
export class NumbersExhausted extends Error {}

@Injectable()
export class Numbers {
  readonly #free = new Map<NumberKind, number[]>();
  #refilling: Promise<void> | undefined;

  constructor(private readonly database: Database) {}

  next(kind: NumberKind): number {
    const number = this.#free.get(kind)?.shift();
    if (number === undefined) throw new NumbersExhausted(kind);
    return number;
  }

  /** Called before a transaction begins, so that no posting ever waits for a number. */
  async ensure(): Promise<void> {
    while (this.#lowKinds().length > 0) {
      this.#refilling ??= this.#refill().finally(() => (this.#refilling = undefined));
      await this.#refilling;
    }
  }

  #lowKinds(): NumberKind[] {
    return (Object.keys(BLOCKS) as NumberKind[]).filter((kind) => (this.#free.get(kind)?.length ?? 0) < BLOCKS[kind].low);
  }

  async #refill(): Promise<void> {
    const session = await Session.begin(this.database.engine);
    try {
      const blocks = await session.writing(async () => {
        const taken: [NumberKind, number][] = [];
        for (const kind of this.#lowKinds()) taken.push([kind, await takeBlock(session, kind)]);
        return taken;
      });
      await session.commit();
      for (const [kind, first] of blocks) this.#add(kind, first);
    } catch (error) {
      await session.rollback(false);
      throw error;
    }
  }

  #add(kind: NumberKind, first: number): void {
    const block = Array.from({ length: BLOCKS[kind].size }, (_, index) => first + index);
    this.#free.set(kind, [...(this.#free.get(kind) ?? []), ...block]);
  }
}

async function takeBlock(session: Session, kind: NumberKind): Promise<number> {
  const { size } = BLOCKS[kind];
  const changed = await session.write(sql`UPDATE number_blocks SET next_number = next_number + ${size} WHERE kind = ${kind}`);
  if (changed === 0) {
    await session.write(sql`INSERT INTO number_blocks (kind, next_number) VALUES (${kind}, ${FIRST[kind] + size})`);
    return FIRST[kind];
  }
  const row = (await session.select(sql`SELECT next_number AS nextNumber FROM number_blocks WHERE kind = ${kind}`))[0];
  return Number(row?.nextNumber) - size;
}
