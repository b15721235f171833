import type { Payer } from './payer.js';

/** The organization's payers, as the use cases need them. */
export abstract class Payers {
  abstract one(id: string): Promise<Payer>;
  /** The payer and every record that is the same payer by now, the payer first. */
  abstract groupOf(id: string): Promise<Payer[]>;
  /** Whether money is owed by it or came from it, at any location. */
  abstract isInUse(id: string): Promise<boolean>;
  abstract add(payer: Payer): void;
  /** Refuses when somebody changed the record since the form was rendered. */
  abstract expectVersion(payer: Payer, version: number): Promise<void>;
}
