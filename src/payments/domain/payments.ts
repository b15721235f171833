import type { CalendarDate } from '../../shared/calendar-date.js';
import type { Payment } from './payment.js';
import type { AllocationState, MoveState } from './payment-state.js';

export interface MoneyOnInvoices {
  allocations: AllocationState[];
  payments: { id: string; locationId: string; lastPostedOn: CalendarDate }[];
  /** Of them, those that hold money for a line, or at its own location for a visit. */
  holding: string[];
}

export interface MoneyHeldFor {
  invoices: { id: string; locationId: string; version: number; lastPostedOn: CalendarDate }[];
  paymentIds: string[];
  visits: { invoiceId: string; guarantorId: string }[];
  /** As of when the lists of the settings stand; null where no invoice is asked for. */
  revision: number | null;
}

export interface TakeableFrom {
  locationId: string;
  payerGroup: readonly string[];
  lineIds: readonly string[];
  /** As they were typed. */
  references: readonly string[];
}

/** The payments, as the use cases need them. Loading locks; reading allocations is for acts that release. */
export abstract class Payments {
  abstract one(id: string): Promise<Payment>;
  /** Locks them in the order of their ids; answers in the order asked for. */
  abstract load(ids: readonly string[]): Promise<Payment[]>;
  /** Looks without locking, to learn where a payment belongs before its day is claimed. */
  abstract look(id: string): Promise<Payment>;
  abstract lookAll(ids: readonly string[]): Promise<Payment[]>;
  abstract add(payment: Payment): void;
  abstract expectVersion(payment: Payment, version: number | undefined): Promise<void>;
  abstract allocationsOf(id: string): Promise<AllocationState[]>;
  /** What stands of everybody's money on these invoices, and whoever holds money for a line of them, by an unlocked read. */
  abstract moneyOn(invoiceIds: readonly string[]): Promise<MoneyOnInvoices>;
  /**
   * These invoices; for those of `moving`, whoever holds money for a line, also since an earlier step of this act; and which of them, or of `paid`, are
   * of a visit that money is held for. By an unlocked read.
   */
  abstract holdingFor(invoiceIds: readonly string[], of: { moving: readonly string[]; paid: readonly string[] }): Promise<MoneyHeldFor>;
  /** Of these lines, those on which an insurer still owes, by an unlocked read. */
  abstract pendingLines(lineIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Payments of this insurer at the location that once stood on one of these lines, or that owe money back under one of these references, the newest first; by an unlocked read. */
  abstract takeableFrom(of: TakeableFrom): Promise<{ id: string; lineIds: string[]; references: string[] }[]>;
  abstract movesOf(id: string): Promise<MoveState[]>;
}
