import { Aggregate, type RowSet } from '../../shared/aggregate.js';
import { type CalendarDate, formatDate, isBefore } from '../../shared/calendar-date.js';
import { DomainError } from '../../shared/domain-error.js';
import { optionalText } from '../../shared/plain-text.js';

/** As the patient tells. A memo of a voided invoice stands for nothing any more, whatever it says. */
export type ReimbursementStanding = 'expected' | 'received' | 'declined';

export interface ReimbursementState {
  id: string;
  version: number;
  locationId: string;
  invoiceId: string;
  patientId: string;
  coverageId: string;
  payerId: string;
  expectedCents: number;
  /** The day the invoice was posted. */
  expectedOn: CalendarDate;
  state: ReimbursementStanding;
  settledOn: CalendarDate | null;
  /** By the patient, from the insurer; 0 unless received. */
  receivedCents: number;
  note: string;
}

export interface ReimbursementRows extends RowSet {
  root: ReimbursementState;
}

export interface Settling {
  state: ReimbursementStanding;
  on: CalendarDate;
  today: CalendarDate;
  /** What was expected when left out. */
  receivedCents?: number | undefined;
  note?: string | undefined;
}

/** A memo of what an insurer is to repay the patient. It moves no money: the patient owes all of the invoice whatever becomes of it. */
export class Reimbursement extends Aggregate<ReimbursementRows> {
  private constructor(private readonly root: ReimbursementState) {
    super();
  }

  static from({ root }: ReimbursementRows): Reimbursement {
    return new Reimbursement(root);
  }

  static expect(facts: Omit<ReimbursementState, 'version' | 'state' | 'settledOn' | 'receivedCents' | 'note'>): Reimbursement {
    return new Reimbursement({ ...facts, version: 0, state: 'expected', settledOn: null, receivedCents: 0, note: '' });
  }

  override get id(): string {
    return this.root.id;
  }

  override state(): ReimbursementRows {
    return { root: { ...this.root } };
  }

  settle({ state, on, today, receivedCents, note }: Settling): void {
    if (isBefore(today, on)) throw new SettledInFuture(on);
    if (isBefore(on, this.root.expectedOn)) throw new SettledTooEarly(this.root.expectedOn);
    const received = state === 'received' ? (receivedCents ?? this.root.expectedCents) : 0;
    if (state === 'received' && received <= 0) throw new NothingReceived();
    const settledOn = state === 'expected' ? null : on;
    Object.assign(this.root, { state, settledOn, receivedCents: received, note: optionalText(note, { label: 'Note', field: 'note', most: 300 }) });
  }
}

export class ReimbursementWithdrawn extends DomainError {
  constructor() {
    super('reimbursement-withdrawn', 'The invoice was voided, so nothing is reimbursed for it.');
  }
}

export class SettledInFuture extends DomainError {
  constructor(on: CalendarDate) {
    super('reimbursement-future', `${formatDate(on)} is still to come; type the day on which the patient heard from the insurer.`, ['settledOn']);
  }
}

export class SettledTooEarly extends DomainError {
  constructor(expectedOn: CalendarDate) {
    super('reimbursement-early', `The invoice was posted on ${formatDate(expectedOn)}; the answer of the insurer may not be earlier.`, ['settledOn']);
  }
}

export class NothingReceived extends DomainError {
  constructor() {
    super('reimbursement-nothing', 'Type what the patient received, or choose Declined.', ['receivedCents']);
  }
}
