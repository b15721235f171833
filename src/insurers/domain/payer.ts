import { Aggregate } from '../../shared/aggregate.js';
import { optionalText, plainWords, requiredText } from '../../shared/plain-text.js';
import { PAYER_KINDS, type PayerKind, type PayerRows, type PayerState } from './payer-state.js';
import { PayerIsMerged, PayerKindUnknown, TermsOutOfRange } from './refusals.js';

export interface PayerDetails {
  name: string;
  kind: string;
  payerRef?: string;
  address?: string;
  phone?: string;
  termsDays?: number | null;
}

type Facts = Omit<PayerState, 'id' | 'version' | 'state' | 'mergedInto'>;
const MOST_TERMS_DAYS = 365;

/** Whoever pays besides the patient: insurers, extended plans, direct-billing platforms, employers, other co-payers. */
export class Payer extends Aggregate<PayerRows> {
  private constructor(private readonly rows: PayerRows) {
    super();
  }

  static from(rows: PayerRows): Payer {
    return new Payer(rows);
  }

  static add(id: string, details: PayerDetails): Payer {
    return new Payer({ root: { id, version: 0, ...factsOf(details), state: 'active', mergedInto: null } });
  }

  override get id(): string {
    return this.rows.root.id;
  }

  override state(): PayerRows {
    return { root: { ...this.rows.root } };
  }

  edit(details: PayerDetails): void {
    if (this.rows.root.mergedInto !== null) throw new PayerIsMerged(this.rows.root.name);
    Object.assign(this.rows.root, factsOf(details));
  }
}

function factsOf(details: PayerDetails): Facts {
  const name = requiredText(details.name, { label: 'Name', field: 'name', most: 120 });
  return {
    name,
    nameKey: (plainWords(name) || name.toLowerCase()).slice(0, 120),
    kind: kindOf(details.kind),
    payerRef: optionalText(details.payerRef, { label: 'Payer ID', field: 'payerRef', most: 40 }),
    address: optionalText(details.address, { label: 'Address', field: 'address', most: 300 }),
    phone: optionalText(details.phone, { label: 'Phone', field: 'phone', most: 40 }),
    termsDays: termsOf(details.termsDays),
  };
}

function kindOf(kind: string): PayerKind {
  const known = PAYER_KINDS.find((one) => one === kind);
  if (!known) throw new PayerKindUnknown();
  return known;
}

function termsOf(days: number | null | undefined): number | null {
  if (days === null || days === undefined) return null;
  if (!Number.isInteger(days) || days < 0 || days > MOST_TERMS_DAYS) throw new TermsOutOfRange();
  return days;
}
