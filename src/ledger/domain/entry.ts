/** One side of a journal: signed cents, debit positive. */
export interface EntryLine {
  readonly locationId: string;
  readonly accountCode: string;
  readonly amountCents: number;
  readonly invoiceId: string | null;
  readonly shareId: string | null;
  readonly paymentId: string | null;
  readonly payerId: string | null;
  readonly patientId: string | null;
  /** The allocation, adjustment, transfer or invoice line this entry posts. */
  readonly itemId: string | null;
  /** On due from and due to other locations: the location at the other end. */
  readonly counterLocationId: string | null;
}

type Details = Partial<Omit<EntryLine, 'locationId' | 'accountCode' | 'amountCents'>>;

function entry(locationId: string, accountCode: string, amountCents: number, details: Details): EntryLine {
  const none = { invoiceId: null, shareId: null, paymentId: null, payerId: null, patientId: null, itemId: null, counterLocationId: null };
  return { ...none, ...details, locationId, accountCode, amountCents };
}

export function debit(locationId: string, accountCode: string, amountCents: number, details: Details): EntryLine {
  return entry(locationId, accountCode, amountCents, details);
}

export function credit(locationId: string, accountCode: string, amountCents: number, details: Details): EntryLine {
  return entry(locationId, accountCode, amountCents === 0 ? 0 : -amountCents, details);
}

/** Nothing is written down for nothing. */
export function withoutZeros(entries: readonly EntryLine[]): EntryLine[] {
  return entries.filter((line) => line.amountCents !== 0);
}
