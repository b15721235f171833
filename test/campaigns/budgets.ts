/** What CI gives each campaign, per engine. `LEDGERLINE_LONG=1` (the long command) multiplies by the figures of the issues instead. */
export interface Budget {
  seconds: number;
  /** Fewer than this in the time is a failure: a campaign that did not run proves nothing. */
  floor: number;
  /** How many the long command runs. */
  long: number;
}

export const BUDGETS = {
  modelOperations: { seconds: 40, floor: 2_000, long: 500_000 },
  severalParties: { seconds: 20, floor: 500, long: 100_000 },
  appKills: { seconds: 25, floor: 10, long: 60 },
  databaseKills: { seconds: 25, floor: 3, long: 10 },
} satisfies Record<string, Budget>;

export const isLong = process.env.LEDGERLINE_LONG === '1';

export function seedOf(): number {
  return Number(process.env.LEDGERLINE_SEED ?? Date.now() % 1_000_000_007);
}
