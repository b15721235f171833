import fc from 'fast-check';
import { monthsOfAnswers, timeToAnswer } from '../../src/insurers/domain/time-to-answer.js';
import { addDays } from '../../src/shared/calendar-date.js';

const claim = (days: number, issuedOn = '2026-01-10') => ({ issuedOn, answeredOn: addDays(issuedOn, days) });

describe('how long a payer takes to answer', () => {
  it('half came within the median, nine of ten within the other figure; an answer before the invoice counts as none', () => {
    expect(timeToAnswer([10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((days) => claim(days)))).toEqual({ claims: 10, medianDays: 50, mostDays: 90 });
    expect(timeToAnswer([claim(7)])).toEqual({ claims: 1, medianDays: 7, mostDays: 7 });
    expect(timeToAnswer([claim(-3)])).toEqual({ claims: 1, medianDays: 0, mostDays: 0 });
    expect(timeToAnswer([])).toBeUndefined();
  });

  it('is told by the month of the answer, the newest first', () => {
    expect(monthsOfAnswers([claim(5), claim(25), claim(40)])).toEqual([
      { month: '2026-02', claims: 2, medianDays: 25, mostDays: 40 }, { month: '2026-01', claims: 1, medianDays: 5, mostDays: 5 },
    ]);
  });

  it('holds for any claims: at least so large a part took at most so long, and with a day less it would not', () => {
    fc.assert(fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 60 }), (days) => {
      const { medianDays, mostDays } = timeToAnswer(days.map((each) => claim(each)))!;
      const part = (most: number): number => days.filter((each) => each <= most).length / days.length;
      for (const [most, least] of [[medianDays, 0.5], [mostDays, 0.9]] as const) expect([part(most) >= least, part(most - 1) < least]).toEqual([true, true]);
    }));
  });
});
