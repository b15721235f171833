import { CHART, RECEIVABLE_CODES, writeOffAccount } from '../../src/ledger/domain/chart.js';
import type { EntryLine } from '../../src/ledger/domain/entry.js';
import { byLocation } from '../../src/ledger/domain/journal.js';
import { adjustmentEntries, chargeEntries, transferEntries } from '../../src/ledger/domain/invoice-postings.js';
import { allocationEntries, receiptEntries } from '../../src/ledger/domain/payment-postings.js';

const MAPLE = 'maple';
const primary = { shareId: 'share-p', partyKind: 'insurer', payerId: 'payer-p', guarantorId: null } as const;
const secondary = { shareId: 'share-s', partyKind: 'insurer', payerId: 'payer-s', guarantorId: null } as const;
const patient = { shareId: 'share-pt', partyKind: 'patient', payerId: null, guarantorId: 'amelia' } as const;
const employer = { shareId: 'share-e', partyKind: 'other', payerId: 'kestrel', guarantorId: null } as const;
const invoice = { invoiceId: 'inv', number: 'MS-10001', patientId: 'amelia', locationId: MAPLE, postingDate: '2026-11-20', guarantorId: 'amelia' };
const paymentBy = (kind: 'insurer' | 'patient' | 'other') => ({
  paymentId: 'pay', number: 20001, kind, payerId: kind === 'patient' ? null : 'payer-p', guarantorId: kind === 'patient' ? 'amelia' : null,
  locationId: MAPLE, postingDate: '2026-11-20',
});
type AnyShare = typeof primary | typeof secondary | typeof patient | typeof employer;
const allocated = (share: AnyShare, amountCents: number, invoiceId = 'inv') => ({
  allocationId: `al-${share.shareId}-${invoiceId}`, share, invoiceId, patientId: 'amelia', locationId: MAPLE, amountCents,
});
const moved = (from: AnyShare, to: AnyShare, amountCents: number) => ({ transferId: 'tr', from, to, amountCents, reversesId: null });
const adjusted = (share: AnyShare, kind: string, amountCents: number, taxCents = 0) => ({
  adjustmentId: 'adj', share, kind, reasonCode: '45', amountCents, taxCents, reversesId: null,
});

/** `Dr 1100 share-p 150.00`, one line each. */
function written(entries: readonly EntryLine[]): string[] {
  return entries.map(({ accountCode, amountCents, shareId }) =>
    `${amountCents > 0 ? 'Dr' : 'Cr'} ${accountCode}${shareId ? ` ${shareId}` : ''} ${(Math.abs(amountCents) / 100).toFixed(2)}`,
  );
}

/** What is left per account and share after several acts. */
function balances(...acts: readonly EntryLine[][]): Record<string, number> {
  const result: Record<string, number> = {};
  for (const { accountCode, shareId, amountCents } of acts.flat()) {
    const key = shareId ?? accountCode;
    result[key] = (result[key] ?? 0) + amountCents;
  }
  return Object.fromEntries(Object.entries(result).filter(([, cents]) => cents !== 0));
}

describe('the journals of the worked examples', () => {
  const charge = chargeEntries({
    ...invoice, origin: 'issued', lines: [{ lineId: 'line', netCents: 15000, taxCents: 0 }], shares: [{ ...primary, lineId: 'line', chargedCents: 15000 }],
  });

  it('a charge of 150 is owed by the primary and earned', () => {
    expect(written(charge)).toEqual(['Dr 1100 share-p 150.00', 'Cr 4000 150.00']);
  });

  it('a co-pay of 30 at the desk without an invoice is unapplied money of the patient, in the till when it is cash', () => {
    const copay = { ...paymentBy('patient'), amountCents: 3000, unappliedCents: 3000, allocations: [] };
    expect(written(receiptEntries({ ...copay, isCash: true }))).toEqual(['Dr 1020 30.00', 'Cr 2110 30.00']);
    expect(written(receiptEntries({ ...copay, isCash: false }))).toEqual(['Dr 1010 30.00', 'Cr 2110 30.00']);
    expect(receiptEntries({ ...copay, isCash: false })[1]).toMatchObject({ paymentId: 'pay', patientId: 'amelia' });
  });

  it('01: the primary pays 80, the contract gives up 50, 20 goes to the secondary or the patient', () => {
    const receipt = receiptEntries({ ...paymentBy('insurer'), isCash: false, amountCents: 8000, unappliedCents: 0, allocations: [allocated(primary, 8000)] });
    const contractual = adjustmentEntries({ ...invoice, paymentId: 'pay', adjustments: [adjusted(primary, 'contractual', 5000)] });
    const toSecondary = transferEntries({ ...invoice, paymentId: 'pay', transfers: [moved(primary, secondary, 2000)] });
    expect(written(receipt)).toEqual(['Dr 1010 80.00', 'Cr 2120 80.00', 'Dr 2120 80.00', 'Cr 1100 share-p 80.00']);
    expect(written(contractual)).toEqual(['Dr 4100 50.00', 'Cr 1100 share-p 50.00']);
    expect(written(toSecondary)).toEqual(['Dr 1100 share-s 20.00', 'Cr 1100 share-p 20.00']);
    expect(written(transferEntries({ ...invoice, paymentId: 'pay', transfers: [moved(primary, patient, 2000)] }))).toEqual(['Dr 1110 share-pt 20.00', 'Cr 1100 share-p 20.00']);
    expect(balances(charge, receipt, contractual, toSecondary)).toEqual({ 'share-s': 2000, 4000: -15000, 4100: 5000, 1010: 8000 });
  });

  it('07 and 08: the secondary pays its 20, or leaves it to the patient', () => {
    const paid = receiptEntries({ ...paymentBy('insurer'), isCash: false, amountCents: 2000, unappliedCents: 0, allocations: [allocated(secondary, 2000)] });
    expect(written(paid).slice(2)).toEqual(['Dr 2120 20.00', 'Cr 1100 share-s 20.00']);
    expect(written(transferEntries({ ...invoice, paymentId: 'pay', transfers: [moved(secondary, patient, 2000)] }))).toEqual(['Dr 1110 share-pt 20.00', 'Cr 1100 share-s 20.00']);
  });

  it('one EFT over three invoices clears once per invoice and keeps its remainder as unapplied insurance money', () => {
    const entries = receiptEntries({
      ...paymentBy('insurer'), isCash: false, amountCents: 30000, unappliedCents: 2000,
      allocations: [allocated(primary, 20000, 'inv-12'), allocated(secondary, 5000, 'inv-12'), allocated(primary, 3000, 'inv-15')],
    });
    expect(written(entries)).toEqual([
      'Dr 1010 300.00', 'Cr 2120 300.00',
      'Dr 2120 250.00', 'Cr 1100 share-p 200.00', 'Cr 1100 share-s 50.00',
      'Dr 2120 30.00', 'Cr 1100 share-p 30.00',
      'Dr 2120 20.00', 'Cr 2100 20.00',
    ]);
    expect(balances(entries)['2120']).toBeUndefined();
  });

  it('MONEY 23: a share at another location is paid through due to there and due from here, each location even by itself', () => {
    const elsewhere = { ...allocated(primary, 8000), locationId: 'riverside' };
    const entries = receiptEntries({ ...paymentBy('insurer'), isCash: false, amountCents: 9000, unappliedCents: 1000, allocations: [elsewhere] });
    const at = (place: string): EntryLine[] => entries.filter(({ locationId }) => locationId === place);
    expect(written(at(MAPLE))).toEqual(['Dr 1010 90.00', 'Cr 2120 90.00', 'Dr 2120 80.00', 'Cr 2800 80.00', 'Dr 2120 10.00', 'Cr 2100 10.00']);
    expect(written(at('riverside'))).toEqual(['Dr 1800 80.00', 'Cr 1100 share-p 80.00']);
    expect(entries.filter(({ counterLocationId }) => counterLocationId !== null).map(({ accountCode, counterLocationId }) => [accountCode, counterLocationId])).toEqual([['2800', 'riverside'], ['1800', MAPLE]]);
    expect(byLocation(entries).map(({ entries: own }) => own.reduce((sum, { amountCents }) => sum + amountCents, 0))).toEqual([0, 0]);
  });

  it('unapplied money is used later out of the account it waits in', () => {
    expect(written(allocationEntries({ ...paymentBy('insurer'), allocations: [allocated(primary, 700)] }))).toEqual(['Dr 2100 7.00', 'Cr 1100 share-p 7.00']);
    expect(written(allocationEntries({ ...paymentBy('patient'), allocations: [allocated(patient, 700)] }))).toEqual(['Dr 2110 7.00', 'Cr 1110 share-pt 7.00']);
    expect(written(allocationEntries({ ...paymentBy('other'), allocations: [allocated(employer, 700)] }))).toEqual(['Dr 2110 7.00', 'Cr 1120 share-e 7.00']);
  });

  it('Apply insurance after finalizing moves the patient’s part to the payer', () => {
    expect(written(transferEntries({ ...invoice, paymentId: null, transfers: [moved(patient, primary, 12000)] }))).toEqual(['Dr 1100 share-p 120.00', 'Cr 1110 share-pt 120.00']);
  });

  it('tax is earned by nobody: a charge credits it apart and a courtesy discount gives its part back', () => {
    const taxed = chargeEntries({
      ...invoice, origin: 'issued', lines: [{ lineId: 'line', netCents: 10000, taxCents: 825 }],
      shares: [{ ...primary, lineId: 'line', chargedCents: 8000 }, { ...patient, lineId: 'line', chargedCents: 2825 }, { ...employer, lineId: 'line', chargedCents: 0 }],
    });
    expect(written(taxed)).toEqual(['Dr 1100 share-p 80.00', 'Dr 1110 share-pt 28.25', 'Cr 4000 100.00', 'Cr 2300 8.25']);
    const discount = adjustmentEntries({ ...invoice, paymentId: null, adjustments: [adjusted(patient, 'courtesy', 1000, 76)] });
    expect(written(discount)).toEqual(['Dr 4111 9.24', 'Dr 2300 0.76', 'Cr 1110 share-pt 10.00']);
  });

  it('a negative adjustment runs the other way', () => {
    expect(written(adjustmentEntries({ ...invoice, paymentId: null, adjustments: [adjusted(primary, 'contractual', -500)] }))).toEqual(['Cr 4100 5.00', 'Dr 1100 share-p 5.00']);
  });

  it('an open invoice brought in at cut-over stands against opening balances, not revenue', () => {
    const opening = chargeEntries({ ...invoice, origin: 'opening', lines: [{ lineId: 'line', netCents: 4000, taxCents: 320 }], shares: [{ ...patient, lineId: 'line', chargedCents: 4320 }] });
    expect(written(opening)).toEqual(['Dr 1110 share-pt 43.20', 'Cr 3000 43.20']);
  });

  it('an EOB of zero and an invoice of zero write nothing down', () => {
    expect(receiptEntries({ ...paymentBy('insurer'), isCash: false, amountCents: 0, unappliedCents: 0, allocations: [] })).toEqual([]);
    expect(chargeEntries({ ...invoice, origin: 'issued', lines: [{ lineId: 'line', netCents: 0, taxCents: 0 }], shares: [] })).toEqual([]);
  });

  it('every entry names its item, every receivable its share', () => {
    const all = [...charge, ...adjustmentEntries({ ...invoice, paymentId: 'pay', adjustments: [adjusted(primary, 'denial', 100)] })];
    expect(all.every((entry) => entry.itemId !== null && entry.patientId === 'amelia')).toBe(true);
    expect(all.filter((entry) => RECEIVABLE_CODES.includes(entry.accountCode)).every((entry) => entry.shareId !== null)).toBe(true);
  });
});

describe('the chart', () => {
  it('has one account per kind of write-off and guesses none', () => {
    const kinds = ['contractual', 'courtesy', 'small-balance', 'timely-filing', 'denial', 'charity', 'admin-error', 'bad-debt'];
    expect(kinds.map(writeOffAccount)).toEqual(['4100', '4111', '4112', '4113', '4114', '4115', '4116', '5100']);
    expect(() => writeOffAccount('mystery')).toThrow('no account');
  });

  it('names every code once', () => {
    expect(new Set(CHART.map((line) => line.code)).size).toBe(CHART.length);
    expect(CHART.map((line) => line.code)).toEqual(expect.arrayContaining(['1010', '1020', '1120', '1800', '2800', '2180', '3000', '5120', '5130']));
  });
});
