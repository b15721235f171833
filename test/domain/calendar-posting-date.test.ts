import { accountingDayOf, chooseCommonDate, choosePostingDate, type DayBook } from '../../src/calendar/domain/posting-date.js';

const TODAY = '2026-11-25';

/** Open from Nov 1 to Jan 31 but for the days named. */
function bookWith(closed: readonly string[] = [], today = TODAY, closedMonths: readonly string[] = []): DayBook {
  return {
    today,
    standing: (day) => (day < '2026-11-01' || day > '2027-01-31' ? undefined : closed.includes(day) ? 'closed' : 'open'),
    period: (month) => (closedMonths.includes(month) ? 'closed' : 'open'),
  };
}

function refusal(...given: Parameters<typeof choosePostingDate>): { code: string; sentence: string } {
  try {
    return { code: 'accepted', sentence: choosePostingDate(...given) };
  } catch (error) {
    const { code, sentence } = error as { code: string; sentence: string };
    return { code, sentence };
  }
}

describe('the accounting day', () => {
  test('is today, and the next day once today is closed', () => {
    expect(accountingDayOf(bookWith())).toBe(TODAY);
    expect(accountingDayOf(bookWith(['2026-11-24']))).toBe(TODAY);
    expect(accountingDayOf(bookWith([TODAY]))).toBe('2026-11-26');
  });

  test('goes over the end of a month and of a year', () => {
    expect(accountingDayOf(bookWith(['2026-11-30'], '2026-11-30'))).toBe('2026-12-01');
    expect(accountingDayOf(bookWith(['2026-12-31'], '2026-12-31'))).toBe('2027-01-01');
  });
});

describe('the posting date', () => {
  test('is the accounting day when nothing is typed', () => {
    expect(choosePostingDate(bookWith(), undefined, [])).toBe(TODAY);
    expect(choosePostingDate(bookWith([TODAY]), undefined, ['2026-11-20'])).toBe('2026-11-26');
  });

  test('may be an earlier open day', () => {
    expect(choosePostingDate(bookWith(), '2026-11-20', [])).toBe('2026-11-20');
    expect(choosePostingDate(bookWith(), '2026-11-20', ['2026-11-20', '2026-11-18'])).toBe('2026-11-20');
  });

  test('is not in the future, except for the next day once today is closed', () => {
    expect(refusal(bookWith(), '2026-11-26', [])).toEqual({
      code: 'posting-date-in-future',
      sentence: 'The posting date Nov 26, 2026 is in the future; the latest is Nov 25, 2026.',
    });
    expect(choosePostingDate(bookWith([TODAY]), '2026-11-26', [])).toBe('2026-11-26');
    expect(refusal(bookWith([TODAY]), '2026-11-27', []).code).toBe('posting-date-in-future');
  });

  test('is not a closed day', () => {
    expect(refusal(bookWith(['2026-11-20']), '2026-11-20', [])).toEqual({
      code: 'closed-day',
      sentence: 'Nov 20, 2026 is closed at this location. Use Nov 25, 2026 or another open day.',
    });
    expect(refusal(bookWith([TODAY]), TODAY, []).sentence).toContain('Use Nov 26, 2026');
  });

  test('is not before the last entry of anything it touches; that day is proposed', () => {
    expect(refusal(bookWith(), '2026-11-18', ['2026-11-10', '2026-11-20'])).toEqual({
      code: 'posting-date-before-last-entry',
      sentence: 'The posting date Nov 18, 2026 lies before the last entry of what this changes. Use Nov 20, 2026.',
    });
  });

  test('proposes an open day when the day of the last entry is closed meanwhile', () => {
    expect(refusal(bookWith(['2026-11-20']), '2026-11-18', ['2026-11-20']).sentence).toContain('Use Nov 25, 2026.');
  });

  test('follows the last entry when that lies on the day after a closed today', () => {
    expect(choosePostingDate(bookWith(), undefined, ['2026-11-26'])).toBe('2026-11-26');
    expect(choosePostingDate(bookWith(), '2026-11-26', ['2026-11-26'])).toBe('2026-11-26');
    expect(refusal(bookWith(), TODAY, ['2026-11-26']).code).toBe('posting-date-before-last-entry');
  });

  test('is a day of the books', () => {
    expect(refusal(bookWith(), '2026-10-31', []).code).toBe('day-not-open');
  });
});

describe('the posting date over several locations (MONEY 22)', () => {
  const [open, shut] = [{ ...bookWith(), place: 'Maple Street' }, { ...bookWith([TODAY]), place: 'Cedar Grove' }];

  test('is the latest accounting day among them, allowed at each', () => {
    expect(chooseCommonDate([open, shut], undefined, [])).toBe('2026-11-26');
    expect(chooseCommonDate([open, { ...bookWith([], '2026-11-26'), place: 'Far East' }], undefined, [])).toBe('2026-11-26');
    expect(chooseCommonDate([open, shut], '2026-11-26', [])).toBe('2026-11-26');
  });

  test('is later only with the last entry of what it touches', () => {
    expect(chooseCommonDate([open, shut], '2026-11-27', ['2026-11-27'])).toBe('2026-11-27');
    expect(() => chooseCommonDate([open, shut], '2026-11-27', [])).toThrow('the latest is Nov 26, 2026');
  });

  test('is open at every one of them, and the sentence names the one where it is not', () => {
    expect(() => chooseCommonDate([open, shut], TODAY, [])).toThrow('Nov 25, 2026 is closed at Cedar Grove. Use Nov 26, 2026');
    expect(() => chooseCommonDate([open, { ...bookWith([], TODAY, ['2026-11']), place: 'Elm' }], undefined, [])).toThrow('November 2026 is closed at Elm.');
  });
});
