import type { AsyncCommand } from 'fast-check';
import type { ExpectedInvoice } from './model.js';
import type { Outcome, World } from './world.js';

/** One random act: tried on the product, worked out by hand beside it, and compared. */
export type Operation = AsyncCommand<World, World>;

export interface ExpectedPart {
  invoice: ExpectedInvoice;
  amount: number;
  lowered: number;
  toPatient: number;
}

export function operation(name: string, run: (world: World) => Promise<void>): Operation {
  return { check: () => true, run: (world) => run(world), toString: () => name };
}

export const pick = <T>(list: readonly T[], at: number): T | undefined => (list.length === 0 ? undefined : list[at % list.length]);

/** At least one cent. */
export const percentOf = (cents: number, percent: number): number => Math.max(1, Math.floor((cents * percent) / 100));

export function done<T>(outcome: Outcome<T>): T {
  if ('refused' in outcome) throw outcome.refused;
  return outcome.done;
}

export function refusedAs<T>(outcome: Outcome<T>, ...codes: string[]): void {
  if (!('refused' in outcome)) throw new Error(`should have been refused as ${codes.join(' or ')}`);
  if (codes.length > 0) expect(codes).toContain(outcome.refused.code);
}

export const row = ({ invoice, amount, lowered, toPatient }: ExpectedPart) => ({
  invoiceId: invoice.invoiceId, amountCents: amount, adjustmentCents: lowered, adjustmentReasonCode: lowered > 0 ? 'CO-45' : '', adjustmentReason: '',
  toPatientCents: toPatient, toPatientReasonCode: toPatient > 0 ? 'PR-2' : '',
});

export const at = ({ invoiceId, locationId }: ExpectedInvoice) => ({ invoiceId, locationId });
