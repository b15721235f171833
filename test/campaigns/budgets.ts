/** What CI gives each campaign. `LEDGERLINE_LONG=1` (the long command) multiplies by the figures of the issues instead. */
export interface Budget {
  seconds: number;
  /** Fewer than this in the time is a failure: a campaign that did not run proves nothing. */
  floor: number;
  /** How many the long command runs. */
  long: number;
}

export const BUDGETS = {
  modelOperations: { seconds: 90, floor: 1_000, long: 500_000 },
  appKills: { seconds: 60, floor: 5, long: 60 },
  databaseKills: { seconds: 60, floor: 3, long: 10 },
} satisfies Record<string, Budget>;

export const isLong = process.env.LEDGERLINE_LONG === '1';

/** Runs `step` until the time is up (or, in the long run, the count is reached); prints how many and the seed. */
export async function campaign(name: keyof typeof BUDGETS, seed: number, step: (index: number) => Promise<void>): Promise<number> {
  const { seconds, floor, long }: Budget = BUDGETS[name];
  const until = Date.now() + seconds * 1000;
  let count = 0;
  while (isLong ? count < long : Date.now() < until || count < floor) {
    await step(count);
    count += 1;
  }
  process.stderr.write(`${name}: ${count}, seed ${seed}\n`);
  return count;
}

export function seedOf(): number {
  return Number(process.env.LEDGERLINE_SEED ?? Date.now() % 1_000_000_007);
}
