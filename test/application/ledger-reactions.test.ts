import 'reflect-metadata';
import { InvoiceAdjusted, InvoiceFinalized, InvoiceVoided, ShareTransferred } from '../../src/invoices/index.js';
import { PaymentAllocated, PaymentRecorded, PaymentReversed } from '../../src/payments/index.js';
import { MirrorJournalsWhenInvoiceVoided } from '../../src/ledger/application/mirror-journals-when-invoice-voided.js';
import { MirrorJournalsWhenPaymentReversed } from '../../src/ledger/application/mirror-journals-when-payment-reversed.js';
import { PostAdjustmentWhenInvoiceAdjusted } from '../../src/ledger/application/post-adjustment-when-invoice-adjusted.js';
import { PostAllocationWhenPaymentAllocated } from '../../src/ledger/application/post-allocation-when-payment-allocated.js';
import { PostChargeWhenInvoiceFinalized } from '../../src/ledger/application/post-charge-when-invoice-finalized.js';
import { PostReceiptWhenPaymentRecorded } from '../../src/ledger/application/post-receipt-when-payment-recorded.js';
import { PostTransferWhenShareTransferred } from '../../src/ledger/application/post-transfer-when-share-transferred.js';
import { InMemoryJournals } from '../support/in-memory-journals.js';

const insurer = { shareId: 'ins', partyKind: 'insurer', payerId: 'harbor', guarantorId: null } as const;
const patient = { shareId: 'pat', partyKind: 'patient', payerId: null, guarantorId: 'amelia' } as const;
const invoice = { invoiceId: 'inv', number: 'MS-10001', patientId: 'amelia', locationId: 'maple', postingDate: '2026-11-20' };
const payment = { paymentId: 'pay', number: 20001, kind: 'insurer', payerId: 'harbor', guarantorId: null, locationId: 'maple', postingDate: '2026-11-20' } as const;
const allocation = (id: string, amountCents: number) => ({ allocationId: id, share: insurer, invoiceId: 'inv', patientId: 'amelia', locationId: 'maple', amountCents });
const adjustment = (adjustmentId: string, amountCents: number, reversesId: string | null = null) =>
  ({ adjustmentId, share: insurer, kind: 'contractual', reasonCode: 'CO-45', amountCents, taxCents: 0, paymentId: 'pay', reversesId }) as const;
const transfer = (transferId: string, from: typeof insurer | typeof patient, to: typeof insurer | typeof patient, amountCents: number, reversesId: string | null = null) =>
  ({ transferId, from, to, amountCents, reversesId });

describe('the books hear what happened', () => {
  let books: InMemoryJournals;
  beforeEach(async () => {
    books = new InMemoryJournals();
    new PostChargeWhenInvoiceFinalized(books).handle(new InvoiceFinalized({
      ...invoice, guarantorId: 'amelia', origin: 'issued', declinesVisitMoney: false, lines: [{ lineId: 'line', kind: 'service', netCents: 24000, taxCents: 0 }],
      shares: [{ ...insurer, lineId: 'line', chargedCents: 24000 }, { ...patient, lineId: 'line', chargedCents: 0 }],
    }));
  });
  const adjust = (adjustments: ReturnType<typeof adjustment>[], date = '2026-11-20'): Promise<void> =>
    new PostAdjustmentWhenInvoiceAdjusted(books).handle(new InvoiceAdjusted({ ...invoice, postingDate: date, paymentId: 'pay', adjustments }));
  const move = (transfers: ReturnType<typeof transfer>[], date = '2026-11-20'): Promise<void> =>
    new PostTransferWhenShareTransferred(books).handle(new ShareTransferred({ ...invoice, postingDate: date, paymentId: 'pay', cause: 'payment', transfers }));
  const receive = (amountCents: number, allocations: ReturnType<typeof allocation>[], unappliedCents = 0): void =>
    new PostReceiptWhenPaymentRecorded(books).handle(new PaymentRecorded({ ...payment, isCash: false, amountCents, unappliedCents, allocations, parts: [] }));

  it('a payment with contractual and coinsurance leaves the patient’s part, and its reversal leaves the charge', async () => {
    receive(16000, [allocation('al', 16000)]);
    await adjust([adjustment('adj', 4000)]);
    await move([transfer('tr', insurer, patient, 4000)]);
    expect(books.balances()).toEqual({ pat: 4000, 4000: -24000, 4100: 4000, 1010: 16000 });

    await adjust([adjustment('adj2', -4000, 'adj')], '2026-11-23');
    await move([transfer('tr2', patient, insurer, 4000, 'tr')], '2026-11-23');
    await new MirrorJournalsWhenPaymentReversed(books).handle(new PaymentReversed({ depositId: null, ...payment, postingDate: '2026-11-23', reason: 'Amount mistyped', standingIds: ['al'] }));
    expect(books.balances()).toEqual({ ins: 24000, 4000: -24000 });
    expect(books.posted.slice(4).map(({ root }) => [root.reversesId, root.postingDate])).toEqual([
      [books.posted[2]!.root.id, '2026-11-23'], [books.posted[3]!.root.id, '2026-11-23'], [books.posted[1]!.root.id, '2026-11-23'],
    ]);
  });

  it('reversing a payment mirrors its later allocations as well, and what was mirrored stays as it is', async () => {
    receive(16000, [allocation('al', 10000)], 6000);
    new PostAllocationWhenPaymentAllocated(books).handle(new PaymentAllocated({ ...payment, allocations: [allocation('later', 6000)], parts: [] }));
    const reverse = new MirrorJournalsWhenPaymentReversed(books);
    await reverse.handle(new PaymentReversed({ depositId: null, ...payment, reason: 'Returned by the bank', standingIds: ['al', 'later'] }));
    expect(books.balances()).toEqual({ ins: 24000, 4000: -24000 });
    const count = books.posted.length;
    await reverse.handle(new PaymentReversed({ depositId: null, ...payment, reason: 'again', standingIds: [] }));
    expect(books.posted).toHaveLength(count);
  });

  it('voiding mirrors every live journal of the invoice once, whatever was undone before', async () => {
    await adjust([adjustment('a', 1000), adjustment('b', 500)]);
    await adjust([adjustment('a2', -1000, 'a')]);
    await move([transfer('t', insurer, patient, 700)]);
    await move([transfer('t2', patient, insurer, 700, 't')]);
    await new MirrorJournalsWhenInvoiceVoided(books).handle(new InvoiceVoided({ ...invoice, reason: 'Wrong patient' }));
    expect(books.balances()).toEqual({});
    const mirrored = books.posted.flatMap(({ root }) => root.reversesId ?? []);
    expect(new Set(mirrored).size).toBe(mirrored.length);
    const mirrors = new Set(books.posted.filter(({ root }) => root.reversesId !== null).map(({ root }) => root.id));
    expect(mirrored.some((id) => mirrors.has(id))).toBe(false);
  });

  it('a payment of the invoice is none of its journals: voiding leaves the receipt alone', async () => {
    receive(500, [], 500);
    await new MirrorJournalsWhenInvoiceVoided(books).handle(new InvoiceVoided({ ...invoice, reason: 'Wrong patient' }));
    expect(books.balances()).toEqual({ 1010: 500, 2100: -500 });
  });
});
