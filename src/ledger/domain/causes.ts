/** What made a journal, in words for the filter; a test holds that every cause of a reaction is among them. */
export const CAUSES: Readonly<Record<string, string>> = {
  'invoice-finalized': 'Invoice finalized',
  'insurance-applied': 'Insurance applied',
  'share-transferred': 'Moved to another party',
  'invoice-adjusted': 'Adjustment',
  'invoice-voided': 'Invoice voided',
  'payment-recorded': 'Payment recorded',
  'payment-allocated': 'Unapplied money used',
  'payment-released': 'Money released',
  'payment-reversed': 'Payment reversed',
  'payments-deposited': 'Deposit',
  'deposit-undone': 'Deposit undone',
  'deposited-money-returned': 'Returned by the bank',
  'locations-settled': 'Settled between locations',
  'settlement-undone': 'Settlement undone',
};

/** What brings money in or takes it away; a deposit only moves it between places. */
export const RECEIVING: readonly string[] = ['payment-recorded', 'payment-reversed'];

/** Causes that are read together. */
export const CAUSE_GROUPS: Readonly<Record<string, { title: string; causes: readonly string[] }>> = {
  received: { title: 'Money received or reversed', causes: RECEIVING },
};

/** What an entry on a receivable does to it; the columns of the roll-forward. */
export const MOVEMENTS: Readonly<Record<string, string>> = {
  charges: 'Charges',
  payments: 'Payments',
  adjustments: 'Adjustments',
  transfers: 'Transfers',
  other: 'Other',
};
