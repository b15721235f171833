import { InvoiceDraft } from '../../src/invoices/domain/invoice-draft.js';
import { issueFrom, NOTHING_COPIED } from '../../src/invoices/domain/issue.js';
import { DAY, draftWith, GUARANTOR, HARBOR, KESTREL, nextId, rules, SNAPSHOT, TAMARACK } from '../support/invoices.js';

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
    draft.changeLine(draft.lines[0]!.id, { quantity: 5, serviceDate: '2026-11-01' });
    draft.removeLine(draft.lines[1]!.id);
    draft.resplit(rules([HARBOR]));
    expect(split(draft)).toEqual({ 'cov-harbor': 500 });
    expect(draft.coveredOn).toBe('2026-11-01');
  });

  it('is refused with a quantity out of range, an unknown line, or a charge above the limit', () => {
    const draft = draftWith([{ priceCents: 100 }]);
    const line = draft.lines[0]!.id;
    for (const quantity of [0, -1, 10_000, 1.5]) expect(refusal(() => draft.changeLine(line, { quantity, serviceDate: DAY }))).toEqual(sentence('from 1 to 9,999'));
    expect(refusal(() => draft.changeLine('gone', { quantity: 1, serviceDate: DAY }))).toEqual(sentence('no longer in the draft'));
    expect(refusal(() => draft.removeLine('gone'))).toEqual(sentence('no longer in the draft'));
    expect(refusal(() => draftWith([{ priceCents: 9_999_999_999, quantity: 2 }]))).toEqual(sentence('above 99,999,999.99'));
    expect(refusal(() => draftWith([{ priceCents: 9_999_999_999 }, { priceCents: 1 }]))).toEqual(sentence('above 99,999,999.99'));
  });

  it('is refused when there are too many', () => {
    const draft = draftWith(Array.from({ length: 200 }, () => ({ priceCents: 1 })));
    const add = () => draft.addLine(nextId(), { serviceId: 's', code: 'c', description: 'd', priceCents: 1, taxBasisPoints: 0 }, { quantity: 1, serviceDate: DAY });
    expect(refusal(add)).toEqual(sentence('at most 200 lines'));
  });
});

describe('the proposed split (MONEY 2)', () => {
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
    draft.changeLine(draft.lines[0]!.id, { quantity: 3, serviceDate: DAY });
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

describe('the terms of a line', () => {
  const VISIT = { serviceId: 'visit', code: 'V1', description: 'Visit', priceCents: 10_000, taxBasisPoints: 1_000 };
  const withTerms = (terms: object) => {
    const draft = draftWith([]);
    draft.addLine(nextId(), VISIT, { quantity: 2, serviceDate: DAY, ...terms });
    return draft.lines[0]!;
  };

  it('are the price list’s unless something else is said', () => {
    expect(withTerms({})).toMatchObject({ listPriceCents: 10_000, unitPriceCents: 10_000, priceReason: '', discountCents: 0, netCents: 20_000, taxCents: 2_000, chargeCents: 22_000 });
    expect(withTerms({ unitPriceCents: 10_000, priceReason: 'no need of one' })).toMatchObject({ priceReason: '' });
  });

  it('take a special price with its reason, and a discount as percent or amount, taxed on what is left', () => {
    expect(withTerms({ unitPriceCents: 7_500, priceReason: 'Staff family' })).toMatchObject({ listPriceCents: 10_000, unitPriceCents: 7_500, netCents: 15_000, chargeCents: 16_500 });
    expect(withTerms({ discountBasisPoints: 1_250, discountReason: 'Second visit' })).toMatchObject({ discountKind: 'percent', discountValue: 1_250, discountCents: 2_500, netCents: 17_500, taxCents: 1_750 });
    expect(withTerms({ discountCents: 20_000, discountReason: 'Ours to mend' })).toMatchObject({ discountKind: 'amount', netCents: 0, chargeCents: 0 });
  });

  it('are refused without a reason, below zero, or above the line', () => {
    expect(refusal(() => withTerms({ unitPriceCents: 7_500, priceReason: ' ' }))).toEqual(sentence('The price list says 100.00'));
    expect(refusal(() => withTerms({ unitPriceCents: -1, priceReason: 'x' }))).toEqual(sentence('0.00 or more'));
    expect(refusal(() => withTerms({ discountCents: 100 }))).toEqual(sentence('Type why the discount'));
    expect(refusal(() => withTerms({ discountCents: 20_001, discountReason: 'x' }))).toEqual(sentence('200.00'));
    expect(refusal(() => withTerms({ discountCents: -1, discountReason: 'x' }))).toEqual(sentence('between 0.00'));
    expect(refusal(() => withTerms({ discountCents: 1, discountBasisPoints: 1, discountReason: 'x' }))).toEqual(sentence('not both'));
  });

  it('go onto the invoice with the provider’s printed name', () => {
    const draft = draftWith([]);
    draft.setDiagnoses(['m54.5']);
    draft.addLine(nextId(), VISIT, { quantity: 1, serviceDate: DAY, providerId: 'ida', pointers: 'a', discountCents: 500, discountReason: 'Late' });
    draft.resplit(rules());
    const { root, lines } = issueFrom(draft, SNAPSHOT, DAY, { ...NOTHING_COPIED, providers: [{ providerId: 'ida', name: 'Ida Brandt, MD', npi: '1234567893' }] }).state();
    expect(root.diagnoses).toBe('M54.5');
    expect(lines[0]).toMatchObject({ providerId: 'ida', providerName: 'Ida Brandt, MD', providerNpi: '1234567893', pointers: 'A', discountCents: 500, discountReason: 'Late', netCents: 9_500 });
    expect(lines[0]).not.toHaveProperty('discountKind');
  });
});

describe('the diagnoses of a draft', () => {
  it('are codes by their shape, written one way', () => {
    const draft = draftWith([]);
    draft.setDiagnoses(['m545', 'U07.1', 'j06']);
    expect(draft.diagnoses).toBe('M54.5 U07.1 J06');
    for (const wrong of ['545', 'M5', 'M54.55555', 'Rückenschmerz', 'M 54']) expect(refusal(() => draft.setDiagnoses([wrong]))).toEqual(sentence(`${wrong} at A is not a diagnosis code`));
    expect(refusal(() => draft.setDiagnoses(['M54.5', 'm545']))).toEqual(sentence('stands twice'));
  });

  it('keep their lines when one before them goes', () => {
    const draft = draftWith([{ priceCents: 100 }]);
    const line = () => draft.lines[0]!;
    draft.setDiagnoses(['M54.5', 'J06.9', 'Z00']);
    draft.changeLine(line().id, { quantity: 1, serviceDate: DAY, pointers: 'c, b' });
    expect(line().pointers).toBe('CB');
    draft.setDiagnoses(['', 'J06.9', 'Z00']);
    expect([draft.diagnoses, line().pointers]).toEqual(['J06.9 Z00', 'BA']);
    draft.setDiagnoses([]);
    expect(line().pointers).toBe('');
  });

  it('are there before a line points at them, four at most', () => {
    const draft = draftWith([{ priceCents: 100 }]);
    const point = (pointers: string) => () => draft.changeLine(draft.lines[0]!.id, { quantity: 1, serviceDate: DAY, pointers });
    expect(refusal(point('A'))).toEqual(sentence('this invoice has no diagnoses yet'));
    draft.setDiagnoses(['M54.5', 'J06.9', 'Z00', 'Z01', 'Z02']);
    expect(refusal(point('AF'))).toEqual(sentence('cannot point at F: this invoice has A to E'));
    expect(refusal(point('ABCDE'))).toEqual(sentence('no more than four'));
  });
});

describe('a reviewed draft', () => {
  const reviewed = () => {
    const draft = draftWith([{ priceCents: 100 }]);
    draft.review('dana', '2026-11-20 15:00:00.000000');
    return draft;
  };

  it('is not changed by anybody, by whichever act', () => {
    const draft = reviewed();
    const acts = [
      () => draft.addLine(nextId(), { serviceId: 's', code: 'c', description: 'd', priceCents: 1, taxBasisPoints: 0 }, { quantity: 1, serviceDate: DAY }),
      () => draft.changeLine(draft.lines[0]!.id, { quantity: 2, serviceDate: DAY }), () => draft.removeLine(draft.lines[0]!.id), () => draft.setDiagnoses(['M54.5']),
      () => draft.resplit(rules()), () => draft.applyProposal(rules()), () => draft.applyInsurance([], 'line-order', rules()), () => draft.discard(), () => draft.review('fran', DAY),
    ];
    for (const act of acts) expect(refusal(act)).toEqual(sentence('is reviewed and stays as it is'));
    expect(draft.state()).toMatchObject({ root: { state: 'reviewed', reviewedBy: 'dana' }, lines: [{ quantity: 1 }] });
  });

  it('is sent back with a note, changed, reviewed again and finalized', () => {
    const draft = reviewed();
    expect(refusal(() => draft.sendBack(' '))).toEqual(sentence('Type what is to be changed'));
    draft.sendBack('Two visits');
    expect(draft.state().root).toMatchObject({ state: 'draft', reviewedBy: '', reviewedAt: null, returnNote: 'Two visits' });
    expect(refusal(() => draft.sendBack('again'))).toEqual(sentence('nothing to send back'));
    draft.changeLine(draft.lines[0]!.id, { quantity: 2, serviceDate: DAY });
    draft.resplit(rules());
    draft.review('dana', '2026-11-20 16:00:00.000000');
    expect(draft.state().root.returnNote).toBe('');
    draft.finalize(DAY);
    expect(draft.state().root).toMatchObject({ state: 'finalized', reviewedBy: 'dana' });
  });

  it('has lines, owes something, and every cent has somebody', () => {
    expect(refusal(() => draftWith([]).review('dana', DAY))).toEqual(sentence('Add at least one line'));
    expect(refusal(() => draftWith([{ priceCents: 0 }]).review('dana', DAY))).toEqual(sentence('nobody owes anything'));
    const draft = draftWith([{ priceCents: 100 }]);
    draft.changeLine(draft.lines[0]!.id, { quantity: 2, serviceDate: DAY });
    expect(refusal(() => draft.review('dana', DAY))).toEqual(sentence('The parts add to 1.00, but the invoice comes to 2.00'));
  });
});
