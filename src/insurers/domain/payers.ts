import type { Payer } from './payer.js';

/** The organization's payers, as the use cases need them. */
export abstract class Payers {
  abstract one(id: string): Promise<Payer>;
  abstract add(payer: Payer): void;
  /** Refuses when somebody changed the record since the form was rendered. */
  abstract expectVersion(payer: Payer, version: number): Promise<void>;
}
