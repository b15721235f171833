import fc from 'fast-check';
import { judgeLine, type TypedLine } from '../../src/remittances/domain/judge-line.js';
import { readCodes } from '../../src/remittances/domain/line-codes.js';

const BLANK: TypedLine = { allowedCents: null, deductibleCents: 0, coinsuranceCents: 0, copayCents: 0, paidCents: null, takebackCents: 0, codes: '' };
const judge = (typed: Partial<TypedLine>, billedCents = 12_000) => judgeLine({ ...BLANK, ...typed }, billedCents, 2);

describe('a line of an EOB', () => {
  it('computes contractual and paid from allowed and the patient’s share', () => {
    expect(judge({ allowedCents: 8_000, coinsuranceCents: 1_600 })).toMatchObject({ contractualCents: 4_000, paidCents: 6_400, shareCents: 1_600, withPayerCents: 0, trouble: '' });
  });

  it('a code without an amount takes what is left, and a denial stays with the payer', () => {
    expect(judge({ codes: '197' })).toMatchObject({ paidCents: 0, withPayerCents: 12_000, contractualCents: 0, trouble: '', decision: { codes: [{ group: 'CO', reason: '197', treatment: 'denied', amountCents: 12_000 }] } });
  });

  it('what was paid and not explained is trouble, never written off by itself', () => {
    expect(judge({ paidCents: 5_000 })).toMatchObject({ decision: null, contractualCents: 0, offCents: 7_000, trouble: expect.stringContaining('Paid is 50.00, but Billed 120.00 = 120.00') });
  });

  it('takes OA-23 of earlier payers off, and keeps allowed only as printed then', () => {
    expect(judge({ allowedCents: 8_000, codes: 'OA-23 104.00' })).toMatchObject({ contractualCents: 0, otherCents: 10_400, paidCents: 1_600, trouble: '' });
  });

  it('a takeback alone decides nothing; with a new decision both stand', () => {
    expect(judge({ takebackCents: 3_200 })).toMatchObject({ decision: null, isBlank: false, trouble: '' });
    expect(judge({ takebackCents: 3_200, allowedCents: 5_000 })).toMatchObject({ decision: { paidCents: 5_000 }, takebackCents: 3_200 });
  });

  it.each([
    [{ allowedCents: 13_000 }, 'more than the 120.00 billed'], [{ paidCents: -1 }, 'never below zero'], [{ codes: '97 98' }, 'Only one code'], [{ codes: 'hello' }, '“HELLO” is no code'], [{ takebackCents: -5 }, 'without a minus'],
  ])('%j is refused in a sentence', (typed, sentence) => {
    expect(judge(typed).trouble).toContain(sentence);
  });

  it('reads groups, amounts, remarks and letters', () => {
    expect(readCodes('co-97 15.00 w, n290 OA-23 1,130.00; 2', 2)).toEqual({
      codes: [
        { group: 'CO', reason: '97', treatment: 'contractual', amountCents: 1_500 }, { group: 'OA', reason: '23', treatment: 'prior', amountCents: 113_000 }, { group: 'PR', reason: '2', treatment: 'responsibility', amountCents: null },
      ],
      remarks: ['N290'],
    });
  });

  it('whatever is typed: a line without trouble adds up to what was billed', () => {
    const cents = fc.integer({ min: 0, max: 9_000 });
    const typed = fc.record({ allowedCents: fc.option(cents), deductibleCents: cents, coinsuranceCents: cents, copayCents: cents, paidCents: fc.option(cents), takebackCents: cents, codes: fc.constantFrom('', '197', '97 10.00', '45 5.00', 'OA-23 20.00', '253 1.28 197') });
    fc.assert(fc.property(typed, cents, (line, billedCents) => {
      const { decision, trouble, paidCents, codes } = judgeLine(line, billedCents, 2);
      if (trouble !== '' || decision === null) return;
      expect(paidCents + codes.reduce((sum, { amountCents }) => sum + amountCents, 0)).toBe(billedCents);
    }));
  });
});
