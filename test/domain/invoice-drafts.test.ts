import { InvoiceDraft } from '../../src/invoices/domain/invoice-draft.js';
import { DAY, draftWith, GUARANTOR, HARBOR, KESTREL, nextId, rules, TAMARACK } from '../support/invoices.js';

const sentence = (text: string) => expect.objectContaining({ sentence: expect.stringContaining(text) });

function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was refused');
}

function split(draft: InvoiceDraft): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const share of draft.shares) totals[share.partyKey] = (totals[share.partyKey] ?? 0) + share.amountCents;
  return totals;
}

describe('a line of a draft', () => {
  it('is net plus tax, the tax rounded once, half away from zero', () => {
    const draft = draftWith([{ priceCents: 333, quantity: 3, taxBasisPoints: 825 }]);
    expect(draft.lines[0]).toMatchObject({ netCents: 999, taxCents: 82, chargeCents: 1081, unitPriceCents: 333, taxBasisPoints: 825 });
    expect(draftWith([{ priceCents: 10, taxBasisPoints: 500 }]).lines[0]).toMatchObject({ taxCents: 1 });
  });

  it('is changed and removed, and the split follows', () => {
    const draft = draftWith([{ priceCents: 100 }, { priceCents: 200 }], [HARBOR]);
    draft.changeLine(draft.lines[0]!.id, 5, '2026-11-01');
    draft.removeLine(draft.lines[1]!.id);
    draft.resplit(rules([HARBOR]));
    expect(split(draft)).toEqual({ 'cov-harbor': 500 });
    expect(draft.coveredOn).toBe('2026-11-01');
  });

  it('is refused with a quantity out of range, an unknown line, or a charge above the limit', () => {
    const draft = draftWith([{ priceCents: 100 }]);
    const line = draft.lines[0]!.id;
    for (const quantity of [0, -1, 10_000, 1.5]) expect(refusal(() => draft.changeLine(line, quantity, DAY))).toEqual(sentence('from 1 to 9,999'));
    expect(refusal(() => draft.changeLine('gone', 1, DAY))).toEqual(sentence('no longer in the draft'));
    expect(refusal(() => draft.removeLine('gone'))).toEqual(sentence('no longer in the draft'));
    expect(refusal(() => draftWith([{ priceCents: 9_999_999_999, quantity: 2 }]))).toEqual(sentence('above 99,999,999.99'));
    expect(refusal(() => draftWith([{ priceCents: 9_999_999_999 }, { priceCents: 1 }]))).toEqual(sentence('above 99,999,999.99'));
  });

  it('is refused when there are too many', () => {
    const draft = draftWith(Array.from({ length: 200 }, () => ({ priceCents: 1 })));
    const add = () => draft.addLine(nextId(), { serviceId: 's', code: 'c', description: 'd', priceCents: 1, taxBasisPoints: 0 }, 1, DAY);
    expect(refusal(add)).toEqual(sentence('at most 200 lines'));
  });
});

describe('the proposed split', () => {
  it.each([
    ['everything with the patient when there is no coverage', [], { [GUARANTOR]: 10000 }],
    ['everything with the first payer when there is no rule', [TAMARACK, HARBOR], { 'cov-harbor': 10000 }],
    ['the patient’s percent', [{ ...HARBOR, copayKind: 'percent', copayValue: 2000 }], { 'cov-harbor': 8000, [GUARANTOR]: 2000 }],
    ['the insurer’s percent', [{ ...HARBOR, copayKind: 'percent', copayValue: 7000, copayWhose: 'insurer' }], { 'cov-harbor': 7000, [GUARANTOR]: 3000 }],
    ['the patient’s amount', [{ ...HARBOR, copayKind: 'amount', copayValue: 2500 }], { 'cov-harbor': 7500, [GUARANTOR]: 2500 }],
    ['the insurer’s amount', [{ ...HARBOR, copayKind: 'amount', copayValue: 2500, copayWhose: 'insurer' }], { 'cov-harbor': 2500, [GUARANTOR]: 7500 }],
    ['the patient’s amount when it is above the charge', [{ ...HARBOR, copayKind: 'amount', copayValue: 99999 }], { [GUARANTOR]: 10000 }],
    ['the patient for all when the coverage reimburses', [{ ...HARBOR, repay: 'reimburse' }], { [GUARANTOR]: 10000 }],
    ['the next direct payer after one that reimburses', [{ ...HARBOR, repay: 'reimburse' }, TAMARACK], { 'cov-tamarack': 10000 }],
    ['an employer as other payer', [KESTREL], { kestrel: 10000 }],
  ] as const)('is %s', (_name, coverages, expected) => {
    expect(split(draftWith([{ priceCents: 4000 }, { priceCents: 6000 }], coverages as never))).toEqual(expected);
  });

  it('rounds a percent once per line', () => {
    const draft = draftWith([{ priceCents: 105 }, { priceCents: 105 }], [{ ...HARBOR, copayKind: 'percent', copayValue: 1000 }]);
    expect(split(draft)).toEqual({ 'cov-harbor': 188, [GUARANTOR]: 22 });
  });
});

describe('apply insurance', () => {
  const lines = [{ priceCents: 4000 }, { priceCents: 6000 }];

  it('takes an amount per payer over the draft in line order, the rest stays with the patient', () => {
    const draft = draftWith(lines, [HARBOR]);
    draft.applyInsurance([{ ...HARBOR, amountCents: 5000 }, { ...TAMARACK, amountCents: 3000 }], 'line-order', rules());
    expect(split(draft)).toEqual({ 'cov-harbor': 5000, 'cov-tamarack': 3000, [GUARANTOR]: 2000 });
    expect(draft.shares.filter((share) => share.partyKey === 'cov-harbor').map((share) => share.amountCents)).toEqual([4000, 1000]);
    expect(draft.state().root.split).toBe('typed');
  });

  it('takes an amount pro rata by largest remainder', () => {
    const draft = draftWith([{ priceCents: 100 }, { priceCents: 100 }, { priceCents: 100 }]);
    draft.applyInsurance([{ ...HARBOR, amountCents: 100 }], 'pro-rata', rules());
    expect(draft.shares.filter((share) => share.partyKey === 'cov-harbor').map((share) => share.amountCents)).toEqual([34, 33, 33]);
  });

  it('takes amounts per line before amounts for the draft', () => {
    const draft = draftWith(lines);
    draft.applyInsurance([{ ...HARBOR, amountCents: 5000 }, { ...TAMARACK, amountCents: 4000, lineId: draft.lines[0]!.id }], 'line-order', rules());
    expect(draft.shares.map(({ lineId, partyKey, amountCents }) => [draft.lines.findIndex(({ id }) => id === lineId), partyKey, amountCents])).toEqual([
      [0, 'cov-tamarack', 4000], [1, 'cov-harbor', 5000], [1, GUARANTOR, 1000],
    ]);
  });

  it('keeps what was typed as lines change, cut from the last payer where a line got smaller', () => {
    const draft = draftWith([{ priceCents: 1000, quantity: 4 }]);
    draft.applyInsurance([{ ...HARBOR, amountCents: 2500 }, { ...TAMARACK, amountCents: 1000 }], 'line-order', rules());
    draft.changeLine(draft.lines[0]!.id, 3, DAY);
    draft.resplit(rules());
    expect(split(draft)).toEqual({ 'cov-harbor': 2500, 'cov-tamarack': 500 });
  });

  it('goes back to the proposal', () => {
    const draft = draftWith(lines, [HARBOR]);
    draft.applyInsurance([], 'line-order', rules([HARBOR]));
    expect(split(draft)).toEqual({ [GUARANTOR]: 10000 });
    draft.applyProposal(rules([HARBOR]));
    expect(split(draft)).toEqual({ 'cov-harbor': 10000 });
  });

  it('is refused above the charge, above a line, below zero, or with a payer twice', () => {
    const draft = draftWith(lines);
    const apply = (...amounts: object[]) => refusal(() => draft.applyInsurance(amounts as never, 'line-order', rules()));
    expect(apply({ ...HARBOR, amountCents: 9000 }, { ...TAMARACK, amountCents: 1001 })).toEqual(sentence('100.01 is applied to payers, but the draft comes to 100.00; take 0.01 off'));
    expect(apply({ ...HARBOR, amountCents: 4001, lineId: draft.lines[0]!.id })).toEqual(sentence('40.01 is applied to payers, but line 1 comes to 40.00'));
    expect(apply({ ...HARBOR, amountCents: -1 })).toEqual(sentence('below 0.00'));
    expect(apply({ ...HARBOR, amountCents: 1 }, { ...HARBOR, amountCents: 2 })).toEqual(sentence('stands twice'));
    expect(split(draft)).toEqual({ [GUARANTOR]: 10000 });
  });
});

describe('finalizing a draft', () => {
  it('is refused without lines, at 0.00, before a service took place, or with shares that do not add up', () => {
    expect(refusal(() => draftWith([]).finalize(DAY))).toEqual(sentence('Add at least one line'));
    expect(refusal(() => draftWith([{ priceCents: 0 }]).finalize(DAY))).toEqual(sentence('come to 0.00'));
    expect(refusal(() => draftWith([{ priceCents: 1, serviceDate: '2026-11-21' }]).finalize(DAY))).toEqual(sentence('after the posting date Nov 20, 2026'));
    const rows = draftWith([{ priceCents: 500 }]).state();
    rows.shares[0]!.amountCents = 499;
    expect(refusal(() => InvoiceDraft.from(rows).finalize(DAY))).toEqual(sentence('The parts add to 4.99, but the invoice comes to 5.00'));
  });

  it('closes it: nothing can be changed afterwards, nor after discarding', () => {
    const draft = draftWith([{ priceCents: 500 }]);
    draft.finalize(DAY);
    expect(refusal(() => draft.finalize(DAY))).toEqual(sentence('finalized already'));
    expect(refusal(() => draft.discard())).toEqual(sentence('finalized already'));
    const discarded = draftWith([{ priceCents: 500 }]);
    discarded.discard();
    expect(refusal(() => discarded.removeLine(discarded.lines[0]!.id))).toEqual(sentence('discarded; start a new one'));
  });
});
