import { InsuranceApplied, InvoiceAdjusted, InvoiceFinalized, InvoiceVoided, ShareTransferred } from '../../src/invoices/domain/events.js';
import { applyParts, previewParts } from '../../src/invoices/domain/apply-parts.js';
import { openWith, issueFrom } from '../../src/invoices/domain/issue.js';
import { patientParty } from '../../src/invoices/domain/invoice-state.js';
import { creditTaxCents } from '../../src/invoices/domain/credit-tax.js';
import {
  balances, DAY, draftWith, finalized, fromHarbor, fromPatient, GUARANTOR, HARBOR, historyOf, invoiceWith, KESTREL, nextId, openOf, part, posting, reloaded, SNAPSHOT, TAMARACK,
  standing,
} from '../support/invoices.js';

const WHY = { reasonCode: '', reason: 'Covered after all' };
const sentence = (text: string) => expect.objectContaining({ sentence: expect.stringContaining(text) });
const COPAY_20 = { ...HARBOR, copayKind: 'percent', copayValue: 2000 } as const;

function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was refused');
}

describe('finalizing', () => {
  it('keeps the draft’s id, line ids and split, and says what the books need', () => {
    const draft = draftWith([{ priceCents: 15000, taxBasisPoints: 825 }], [COPAY_20]);
    const invoice = issueFrom(draft, SNAPSHOT, DAY);
    const { root, lines, shares } = invoice.state();
    expect(root).toMatchObject({ id: draft.id, number: 'MS-10001', chargeCents: 16238, openCents: 16238, state: 'open', postingDate: DAY, dueDate: '2026-12-20', origin: 'issued' });
    expect(lines).toEqual([expect.objectContaining({ id: draft.lines[0]!.id, kind: 'service', netCents: 15000, taxCents: 1238, state: 'live' })]);
    expect(shares.map(({ partyKind, chargedCents }) => [partyKind, chargedCents])).toEqual([['insurer', 12990], ['patient', 3248]]);
    const [event] = invoice.takeEvents();
    expect(event).toBeInstanceOf(InvoiceFinalized);
    expect(event).toMatchObject({
      locationId: 'maple', postingDate: DAY, number: 'MS-10001', lines: [{ netCents: 15000, taxCents: 1238 }],
      shares: [{ partyKind: 'insurer', payerId: 'harbor', chargedCents: 12990 }, { partyKind: 'patient', guarantorId: GUARANTOR, chargedCents: 3248 }],
    });
  });

  it('gives the patient’s part to the guarantor of that moment', () => {
    const invoice = issueFrom(draftWith([{ priceCents: 5000 }]), { ...SNAPSHOT, guarantorId: 'new-guarantor' }, DAY);
    expect(invoice.shares).toEqual([expect.objectContaining({ partyKey: 'new-guarantor', guarantorId: 'new-guarantor' })]);
  });

  it('brings an open invoice in with its own dates against opening balances', () => {
    const opening = { id: nextId(), originalDate: '2026-06-01', serviceDate: '2026-05-28', description: 'Opening', parts: [{ ...HARBOR, guarantorId: null, amountCents: 8000 }, { ...patientParty(GUARANTOR), amountCents: 500 }] };
    const { root, lines } = openWith(opening, { ...SNAPSHOT, number: 'OLD-7' }, posting()).state();
    expect(root).toMatchObject({ origin: 'opening', number: 'OLD-7', originalDate: '2026-06-01', dueDate: '2026-07-01', postingDate: DAY, chargeCents: 8500 });
    expect(lines).toEqual([expect.objectContaining({ kind: 'opening', chargeCents: 8500, taxCents: 0 })]);
  });

  it('refuses an open invoice that owes nothing or lies in the future', () => {
    const opening = { id: nextId(), originalDate: '2026-06-01', serviceDate: '2026-05-28', description: 'Opening', parts: [{ ...patientParty(GUARANTOR), amountCents: 0 }] };
    expect(refusal(() => openWith(opening, SNAPSHOT, posting()))).toEqual(sentence('must still owe something'));
    const late = { ...opening, originalDate: '2026-12-24', parts: [{ ...patientParty(GUARANTOR), amountCents: 1 }] };
    expect(refusal(() => openWith(late, SNAPSHOT, posting()))).toEqual(sentence('after the day it is brought in'));
  });
});

describe('a payment’s row', () => {
  it('pays, adjusts and moves the rest to the patient in one equation', () => {
    const invoice = invoiceWith([{ priceCents: 20000 }]);
    const applied = invoice.applyPart(fromHarbor, part(9600, 8000, 2400), 'pay-1', posting());
    expect(applied).toMatchObject({ dueCents: 20000, paidCents: 9600, adjustedCents: 8000, toPatientCents: 2400, leftCents: 0 });
    expect([openOf(invoice, 'cov-harbor'), openOf(invoice, GUARANTOR)]).toEqual([0, 2400]);
    const events = invoice.takeEvents();
    expect(events).toEqual([expect.any(InvoiceAdjusted), expect.any(ShareTransferred)]);
    expect(events[0]).toMatchObject({ paymentId: 'pay-1', adjustments: [{ kind: 'contractual', reasonCode: 'CO-45', amountCents: 8000, taxCents: 0, reversesId: null }] });
    expect(events[1]).toMatchObject({ paymentId: 'pay-1', cause: 'payment', transfers: [{ from: { payerId: 'harbor' }, to: { guarantorId: GUARANTOR }, amountCents: 2400 }] });
    const { adjustments, transfers } = invoice.state();
    expect(adjustments[0]).toMatchObject({ id: (events[0] as InvoiceAdjusted).adjustments[0]!.adjustmentId, invoiceVersion: 1, ordinal: 1 });
    expect(transfers[0]).toMatchObject({ id: (events[1] as ShareTransferred).transfers[0]!.transferId, ordinal: 2 });
  });

  it('fills the payer’s shares in line order', () => {
    const invoice = invoiceWith([{ priceCents: 3000 }, { priceCents: 5000 }]);
    const { shares } = invoice.applyPart(fromHarbor, part(4000, 1000), 'pay-1', posting());
    expect(shares.map((share) => share.amountCents)).toEqual([3000, 1000]);
    expect(invoice.state().adjustments).toEqual([expect.objectContaining({ lineId: invoice.state().lines[1]!.id, amountCents: 1000 })]);
  });

  it('fills the primary coverage before the secondary where one insurer stands twice on a line', () => {
    const draft = draftWith([{ priceCents: 5000 }]);
    const second = { ...HARBOR, partyKey: 'a-parent', sequence: 2 };
    draft.applyInsurance([{ ...second, amountCents: 2000 }, { ...HARBOR, amountCents: 2000 }], 'line-order', { guarantorId: GUARANTOR, coverages: [], nextId });
    const invoice = finalized(draft);
    invoice.applyPart(fromHarbor, part(2500), 'pay-1', posting());
    expect([openOf(invoice, 'cov-harbor'), openOf(invoice, 'a-parent')]).toEqual([0, 1500]);
  });

  it('settles the invoice when the last cent is paid', () => {
    const invoice = invoiceWith([{ priceCents: 3000 }]);
    invoice.applyPart(fromHarbor, part(3000), 'pay-1', posting());
    expect(invoice.state().root).toMatchObject({ openCents: 0, state: 'settled' });
  });

  it('is refused above what is due, and the sentence names the excess', () => {
    const invoice = invoiceWith([{ priceCents: 8000 }]);
    expect(refusal(() => invoice.applyPart(fromHarbor, part(6000, 2000, 100), 'p', posting()))).toEqual(sentence('is due 80.00 from this insurer; paid, adjusted and moved to the patient come to 81.00, 1.00 too much'));
  });

  it('is refused on another payer’s share', () => {
    const invoice = invoiceWith([{ priceCents: 8000 }]);
    expect(refusal(() => invoice.applyPart({ partyKind: 'insurer', payerRoot: 'tamarack' }, part(1), 'p', posting()))).toEqual(sentence('has no share of this insurer'));
    expect(refusal(() => invoice.applyPart(fromPatient, part(1), 'p', posting()))).toEqual(sentence('has no share of the patient'));
  });

  it('is refused on a voided invoice', () => {
    const invoice = invoiceWith([{ priceCents: 8000 }]);
    invoice.void('Wrong patient', standing(invoice), posting());
    expect(refusal(() => invoice.applyPart(fromHarbor, part(1), 'p', posting()))).toEqual(sentence('MS-10001 is voided'));
  });

  it('is refused when empty, negative, adjusted without a reason, or adjusting with a patient’s money', () => {
    const invoice = invoiceWith([{ priceCents: 8000 }], [COPAY_20]);
    expect(refusal(() => invoice.applyPart(fromHarbor, part(0), 'p', posting()))).toEqual(sentence('Nothing is typed for MS-10001'));
    expect(refusal(() => invoice.applyPart(fromHarbor, part(-1), 'p', posting()))).toEqual(sentence('below zero'));
    expect(refusal(() => invoice.applyPart(fromHarbor, { ...part(1, 1), adjustmentReasonCode: '' }, 'p', posting()))).toEqual(sentence('Choose why MS-10001 is adjusted'));
    expect(refusal(() => invoice.applyPart(fromPatient, part(1, 1), 'p', posting()))).toEqual(sentence('only pays'));
  });

  it('is refused before the last entry of a share it touches, and names the day', () => {
    const invoice = invoiceWith([{ priceCents: 8000 }]);
    expect(refusal(() => invoice.applyPart(fromHarbor, part(1), 'p', posting('2026-11-19')))).toEqual(sentence('post on Nov 20, 2026 or later'));
  });

  it('is refused when the same invoice stands twice, and not where two locations meet', () => {
    const [one, two] = [invoiceWith([{ priceCents: 8000 }]), invoiceWith([{ priceCents: 8000 }])];
    const row = { invoiceId: one.id, ...part(100) };
    const request = { paymentId: 'p', party: fromHarbor, parts: [row, row] };
    expect(refusal(() => applyParts([one, one], request, posting()))).toEqual(sentence('stands twice'));
    two.state().root.locationId = 'riverside';
    const applied = applyParts([one, two], { ...request, parts: [row, { ...row, invoiceId: two.id }] }, posting());
    expect(applied.map(({ locationId }) => locationId)).toEqual(['maple', 'riverside']);
  });

  it('is previewed by the function that posts, row by row', () => {
    const [good, bad] = [invoiceWith([{ priceCents: 8000 }]), invoiceWith([{ priceCents: 500 }])];
    const parts = [{ invoiceId: good.id, ...part(5000, 0, 3000) }, { invoiceId: bad.id, ...part(501) }];
    const [first, second] = previewParts([reloaded(good), reloaded(bad)], { paymentId: 'preview', party: fromHarbor, parts }, DAY);
    expect(first).toMatchObject({ applied: { leftCents: 0 }, parties: [{ payerId: 'harbor', beforeCents: 8000, afterCents: 0 }, { guarantorId: GUARANTOR, beforeCents: 0, afterCents: 3000 }] });
    expect(second).toMatchObject({ refusal: expect.stringContaining('0.01 too much'), parties: [{ beforeCents: 500, afterCents: 500 }] });
    expect(openOf(good, 'cov-harbor')).toBe(8000);
    const [early] = previewParts([reloaded(good)], { paymentId: 'preview', party: fromHarbor, parts: parts.slice(0, 1) }, '2026-11-01');
    expect(early).toMatchObject({ refusal: expect.stringContaining('post on Nov 20, 2026 or later'), parties: [{ beforeCents: 8000, afterCents: 8000 }] });
  });
});

describe('releasing a payment', () => {
  it('gives back money, adjustment and transfer of that payment, linked to what it reverses', () => {
    const invoice = invoiceWith([{ priceCents: 20000 }]);
    const before = balances(invoice.state());
    const { shares } = invoice.applyPart(fromHarbor, part(9600, 8000, 2400), 'pay-1', posting());
    const later = reloaded(invoice);
    later.releaseParts(shares, posting('2026-11-21'));
    later.undoPayment('pay-1', standing(invoice), posting('2026-11-21'));
    expect(balances(later.state())).toEqual(before);
    const [adjusted, moved] = later.takeEvents() as [InvoiceAdjusted, ShareTransferred];
    expect(adjusted.adjustments).toEqual([expect.objectContaining({ amountCents: -8000, reversesId: invoice.state().adjustments[0]!.id })]);
    expect(moved).toMatchObject({ cause: 'reversal', transfers: [{ amountCents: 2400, reversesId: invoice.state().transfers[0]!.id }] });
  });

  it('leaves the adjustment when only the money bounces', () => {
    const invoice = invoiceWith([{ priceCents: 20000 }]);
    const { shares } = invoice.applyPart(fromHarbor, part(9600, 8000), 'pay-1', posting());
    invoice.releaseParts(shares, posting());
    expect(openOf(invoice, 'cov-harbor')).toBe(12000);
  });

  it('is refused twice', () => {
    const invoice = invoiceWith([{ priceCents: 20000 }]);
    const { shares } = invoice.applyPart(fromHarbor, part(9600), 'pay-1', posting());
    invoice.releaseParts(shares, posting());
    expect(refusal(() => invoice.releaseParts(shares, posting()))).toEqual(sentence('no longer on MS-10001'));
  });

  it('releases what the patient has paid since on the part it moved there, and is refused once that part has moved on', () => {
    const invoice = invoiceWith([{ priceCents: 20000 }]);
    const { shares } = invoice.applyPart(fromHarbor, part(9600, 8000, 2400), 'pay-1', posting());
    const paid = invoice.applyPart(fromPatient, part(2000), 'pay-2', posting()).shares[0]!;
    const history = historyOf(invoice);
    const money = [{ allocationId: 'a2', shareId: paid.shareId, amountCents: 2000 }];
    const later = reloaded(invoice);
    later.releaseParts(shares, posting());
    expect(later.undoPayment('pay-1', { history, money }, posting())).toEqual(money);
    expect([openOf(later, 'cov-harbor'), openOf(later, GUARANTOR)]).toEqual([20000, 0]);
    const moved = reloaded(invoice);
    moved.transfer({ partyKey: GUARANTOR }, { ...KESTREL, guarantorId: null }, 1, WHY, { history, money }, posting());
    moved.releaseParts(shares, posting());
    expect(refusal(() => moved.undoPayment('pay-1', { history, money }, posting()))).toEqual(sentence('24.00 of MS-10001 was moved to another party by this payment and moved on since'));
  });

  it('leaves alone what another payment, or a clerk, adjusted and moved', () => {
    const invoice = invoiceWith([{ priceCents: 20000 }]);
    const { shares } = invoice.applyPart(fromHarbor, part(1000, 100, 10), 'pay-1', posting());
    invoice.applyPart(fromHarbor, part(2000, 200, 20), 'pay-2', posting());
    invoice.adjust({ partyKey: 'cov-harbor' }, 7, { kind: 'bad-debt', reasonCode: '', reason: 'Lost' }, standing(invoice), posting());
    const later = reloaded(invoice);
    later.releaseParts(shares, posting());
    later.undoPayment('pay-1', standing(invoice), posting());
    expect(later.shares.find((share) => share.partyKey === 'cov-harbor')).toMatchObject({ paidCents: 2000, adjustedCents: 207, chargedCents: 19980 });
  });

  it('leaves alone what was already reversed by hand', () => {
    const invoice = invoiceWith([{ priceCents: 20000 }]);
    const { shares } = invoice.applyPart(fromHarbor, part(9600, 8000), 'pay-1', posting());
    invoice.reverseAdjustment(invoice.state().adjustments[0]!.id, 'Contract ended', standing(invoice), posting());
    const history = historyOf(invoice);
    const later = reloaded(invoice);
    later.releaseParts(shares, posting());
    later.undoPayment('pay-1', { history, money: [] }, posting());
    expect(openOf(later, 'cov-harbor')).toBe(20000);
    expect(later.state().adjustments).toEqual([]);
  });
});

describe('adjusting', () => {
  const why = { kind: 'courtesy', reasonCode: '', reason: 'Neighbor' } as const;

  it('lowers a share with a reason, and a courtesy carries its part of the tax', () => {
    const invoice = invoiceWith([{ priceCents: 10000, taxBasisPoints: 1000 }], []);
    invoice.adjust({ shareId: invoice.shares[0]!.id }, 1100, why, standing(invoice), posting());
    expect(invoice.state().lines[0]).toMatchObject({ creditedCents: 1100, taxCreditedCents: 100 });
    expect(invoice.takeEvents()).toEqual([expect.objectContaining({ paymentId: null, adjustments: [expect.objectContaining({ kind: 'courtesy', amountCents: 1100, taxCents: 100 })] })]);
  });

  it.each(['small-balance', 'bad-debt', 'charity', 'admin-error', 'timely-filing', 'contractual'] as const)('%s leaves the tax as billed', (kind) => {
    const invoice = invoiceWith([{ priceCents: 10000, taxBasisPoints: 1000 }], []);
    invoice.adjust({ partyKey: GUARANTOR }, 1100, { ...why, kind }, standing(invoice), posting());
    expect(invoice.state().lines[0]).toMatchObject({ creditedCents: 0, taxCreditedCents: 0 });
    expect(invoice.state().adjustments).toEqual([expect.objectContaining({ kind, amountCents: 1100, taxCents: 0 })]);
  });

  it('spreads a party’s adjustment over its lines in order', () => {
    const invoice = invoiceWith([{ priceCents: 300 }, { priceCents: 500 }], []);
    invoice.adjust({ partyKey: GUARANTOR }, 400, why, standing(invoice), posting());
    expect(invoice.shares.map((share) => share.adjustedCents)).toEqual([300, 100]);
  });

  it('credits all the tax when everything is credited, in whatever steps', () => {
    const invoice = invoiceWith([{ priceCents: 3333, taxBasisPoints: 825 }], []);
    const charge = invoice.state().lines[0]!.chargeCents;
    for (const step of [1, 777, 1, charge - 779]) invoice.adjust({ partyKey: GUARANTOR }, step, why, standing(invoice), posting());
    expect(invoice.state().lines[0]).toMatchObject({ creditedCents: charge, taxCreditedCents: 275 });
  });

  it('rounds the tax of a credit half away from zero (MONEY 24)', () => {
    const line = { chargeCents: 1100, taxCents: 100, creditedCents: 0, taxCreditedCents: 0 };
    expect([5, 6, 16, 17].map((cents) => creditTaxCents(line, cents))).toEqual([0, 1, 1, 2]);
    expect(creditTaxCents({ ...line, chargeCents: 200 }, 1)).toBe(1);
  });

  it('clamps the tax of a credit to what is left of it (MONEY 24)', () => {
    expect(creditTaxCents({ chargeCents: 110, taxCents: 10, creditedCents: 0, taxCreditedCents: 10 }, 50)).toBe(0);
    expect(creditTaxCents({ chargeCents: 110, taxCents: 10, creditedCents: 110, taxCreditedCents: 8 }, 50)).toBe(2);
    expect(creditTaxCents({ chargeCents: 110, taxCents: 100, creditedCents: 60, taxCreditedCents: 0 }, 1)).toBe(1);
    expect(creditTaxCents({ chargeCents: 0, taxCents: 0, creditedCents: 0, taxCreditedCents: 0 }, 0)).toBe(0);
  });

  it('may be negative, up to what was adjusted before', () => {
    const invoice = invoiceWith([{ priceCents: 10000, taxBasisPoints: 1000 }], []);
    invoice.adjust({ partyKey: GUARANTOR }, 1100, why, standing(invoice), posting());
    invoice.adjust({ partyKey: GUARANTOR }, -550, why, standing(invoice), posting());
    expect(invoice.state().lines[0]).toMatchObject({ creditedCents: 550, taxCreditedCents: 50 });
    expect(refusal(() => invoice.adjust({ partyKey: GUARANTOR }, -551, why, standing(invoice), posting()))).toEqual(sentence('Only 5.50 has been adjusted'));
  });

  it('is refused above what is open, at zero, without a reason, or for a party that is not there', () => {
    const invoice = invoiceWith([{ priceCents: 500 }], []);
    expect(refusal(() => invoice.adjust({ partyKey: GUARANTOR }, 501, why, standing(invoice), posting()))).toEqual(sentence('Only 5.00 is left to adjust'));
    expect(refusal(() => invoice.adjust({ partyKey: GUARANTOR }, 0, why, standing(invoice), posting()))).toEqual(sentence('other than 0.00'));
    expect(refusal(() => invoice.adjust({ partyKey: GUARANTOR }, 1, { ...why, reason: ' ' }, standing(invoice), posting()))).toEqual(sentence('Type the reason'));
    expect(refusal(() => invoice.adjust({ partyKey: 'nobody' }, 1, why, standing(invoice), posting()))).toEqual(sentence('has no share of that party'));
  });

  it('on a part that is paid, first takes what is open and then the money, newest first, up to what is not adjusted yet', () => {
    const invoice = invoiceWith([{ priceCents: 500 }], []);
    const shareId = invoice.shares[0]!.id;
    invoice.applyPart(fromPatient, part(300), 'p', posting());
    const money = [{ allocationId: 'second', shareId, amountCents: 30 }, { allocationId: 'first', shareId, amountCents: 270 }];
    expect(refusal(() => invoice.adjust({ partyKey: GUARANTOR }, 501, why, standing(invoice, money), posting()))).toEqual(sentence('Only 5.00 is left to adjust'));
    expect(invoice.adjust({ partyKey: GUARANTOR }, 250, why, standing(invoice, money), posting())).toEqual([
      { allocationId: 'second', shareId, amountCents: 30 }, { allocationId: 'first', shareId, amountCents: 20 },
    ]);
    expect(invoice.shares[0]).toMatchObject({ paidCents: 250, adjustedCents: 250 });
  });

  it('is reversed once, with its own tax, and a reversal never', () => {
    const invoice = invoiceWith([{ priceCents: 10000, taxBasisPoints: 1000 }], []);
    invoice.adjust({ partyKey: GUARANTOR }, 1100, why, standing(invoice), posting());
    const [adjustment] = invoice.state().adjustments;
    invoice.reverseAdjustment(adjustment!.id, 'Mistyped', standing(invoice), posting());
    expect(invoice.state().lines[0]).toMatchObject({ creditedCents: 0, taxCreditedCents: 0 });
    const reversal = invoice.state().adjustments[1]!;
    expect(reversal).toMatchObject({ amountCents: -1100, taxCents: -100, reversesId: adjustment!.id, reason: 'Mistyped' });
    expect(refusal(() => invoice.reverseAdjustment(adjustment!.id, 'Again', standing(invoice), posting()))).toEqual(sentence('already reversed'));
    expect(refusal(() => invoice.reverseAdjustment(reversal.id, 'Again', standing(invoice), posting()))).toEqual(sentence('A reversal is not reversed'));
    expect(refusal(() => invoice.reverseAdjustment(adjustment!.id, '', standing(invoice), posting()))).toEqual(sentence('Type the reason'));
  });
});

describe('giving back', () => {
  const courtesy = { kind: 'courtesy', reasonCode: '', reason: 'r' } as const;

  it('takes no more tax and credit than a courtesy gave', () => {
    const invoice = invoiceWith([{ priceCents: 10000, taxBasisPoints: 1000 }], []);
    invoice.adjust({ partyKey: GUARANTOR }, 1000, { ...courtesy, kind: 'bad-debt' }, standing(invoice), posting());
    expect(refusal(() => invoice.adjust({ partyKey: GUARANTOR }, -1, courtesy, standing(invoice), posting()))).toEqual(sentence('Only 0.00 has been adjusted'));
  });

  it('is undone before what it gave back from', () => {
    const invoice = invoiceWith([{ priceCents: 10000 }], []);
    invoice.adjust({ partyKey: GUARANTOR }, 1000, courtesy, standing(invoice), posting());
    invoice.adjust({ partyKey: GUARANTOR }, -400, courtesy, standing(invoice), posting());
    const [given, back] = invoice.state().adjustments;
    expect(refusal(() => invoice.reverseAdjustment(given!.id, 'r', standing(invoice), posting()))).toEqual(sentence('was given back by a later negative one'));
    invoice.applyPart(fromPatient, part(9200), 'p', posting());
    const { id: shareId } = invoice.shares[0]!;
    const money = [{ allocationId: 'paid', shareId, amountCents: 9200 }];
    expect(invoice.reverseAdjustment(back!.id, 'r', standing(invoice, money), posting())).toEqual([{ allocationId: 'paid', shareId, amountCents: 200 }]);
  });
});

describe('applying insurance after finalizing', () => {
  const toTamarack = { ...TAMARACK, guarantorId: null };

  it('moves the patient’s part to the payer in line order', () => {
    const invoice = invoiceWith([{ priceCents: 300 }, { priceCents: 500 }], []);
    invoice.applyInsurance(toTamarack, 400, WHY, standing(invoice), posting());
    expect([openOf(invoice, GUARANTOR), openOf(invoice, 'cov-tamarack')]).toEqual([400, 400]);
    const [event] = invoice.takeEvents();
    expect(event).toBeInstanceOf(InsuranceApplied);
    expect(event).toMatchObject({ paymentId: null, cause: 'apply-insurance', transfers: [{ amountCents: 300 }, { amountCents: 100 }] });
  });

  it('may be for one line', () => {
    const invoice = invoiceWith([{ priceCents: 300 }, { priceCents: 500 }], []);
    const lineId = invoice.state().lines[1]!.id;
    invoice.applyInsurance(toTamarack, 500, WHY, standing(invoice), posting(), lineId);
    expect(invoice.shares.find((share) => share.partyKey === 'cov-tamarack')).toMatchObject({ lineId, chargedCents: 500 });
    expect(refusal(() => invoice.applyInsurance(toTamarack, 1, WHY, standing(invoice), posting(), lineId))).toEqual(sentence('The patient’s part of MS-10001 is 0.00'));
  });

  it('is refused at zero or above the part, and takes what is open before what is paid', () => {
    const invoice = invoiceWith([{ priceCents: 300 }, { priceCents: 500 }], []);
    expect(refusal(() => invoice.applyInsurance(toTamarack, 801, WHY, standing(invoice), posting()))).toEqual(sentence('is 8.00; apply at most that'));
    expect(refusal(() => invoice.applyInsurance(toTamarack, 0, WHY, standing(invoice), posting()))).toEqual(sentence('above 0.00'));
    const { shares } = invoice.applyPart(fromPatient, part(400), 'p', posting());
    const money = shares.map(({ shareId, amountCents }, nth) => ({ allocationId: `a${nth}`, shareId, amountCents })).reverse();
    expect(invoice.applyInsurance(toTamarack, 450, WHY, standing(invoice, money), posting())).toEqual([{ allocationId: 'a0', shareId: shares[0]!.shareId, amountCents: 50 }]);
    expect([openOf(invoice, GUARANTOR), openOf(invoice, 'cov-tamarack')]).toEqual([0, 450]);
  });
});

describe('voiding', () => {
  it('leaves the number, sets every share to 0 and reverses what was adjusted and moved', () => {
    const invoice = invoiceWith([{ priceCents: 10000, taxBasisPoints: 1000 }], []);
    invoice.adjust({ partyKey: GUARANTOR }, 1000, { kind: 'courtesy', reasonCode: '', reason: 'Neighbor' }, standing(invoice), posting());
    invoice.applyInsurance({ ...KESTREL, guarantorId: null }, 2000, WHY, standing(invoice), posting());
    invoice.takeEvents();
    invoice.void('Wrong patient', standing(invoice), posting());
    const { root, lines, shares, adjustments, transfers } = invoice.state();
    expect(root).toMatchObject({ state: 'voided', openCents: 0, number: 'MS-10001', chargeCents: 11000 });
    expect(lines[0]).toMatchObject({ state: 'voided', chargeCents: 11000, creditedCents: 0, taxCreditedCents: 0 });
    expect(shares.every((share) => share.chargedCents === 0 && share.paidCents === 0 && share.adjustedCents === 0)).toBe(true);
    expect([adjustments.at(-1)!.reversesId, transfers.at(-1)!.reversesId]).toEqual([adjustments[0]!.id, transfers[0]!.id]);
    expect(invoice.takeEvents()).toEqual([expect.any(InvoiceVoided)]);
  });

  it('is refused without a reason, twice, or before the last entry', () => {
    const invoice = invoiceWith([{ priceCents: 10000 }]);
    expect(refusal(() => invoice.void(' ', standing(invoice), posting()))).toEqual(sentence('Type why'));
    expect(refusal(() => invoice.void('Wrong', standing(invoice), posting('2026-11-19')))).toEqual(sentence('already has an entry posted on Nov 20, 2026'));
    const voided = finalized(draftWith([{ priceCents: 1 }]));
    voided.void('Wrong', standing(voided), posting());
    expect(refusal(() => voided.void('Wrong', standing(voided), posting()))).toEqual(sentence('is voided; nothing more'));
  });
});
