import { clock, date, fieldId, initials, instant, money, moneyInput, percent, plural, signed } from '../../src/platform/web/filters.js';

const CHICAGO = { exponent: 2, timeZone: 'America/Chicago' };
const YEN = { exponent: 0, timeZone: 'Asia/Tokyo' };

describe('what the screens write', () => {
  test.each([
    [123450, '1,234.50', '+1,234.50', '1234.50'],
    [-8000, '−80.00', '−80.00', '-80.00'],
    [0, '0.00', '0.00', '0.00'],
    [null, '', '', ''],
  ])('%p cents', (cents, plain, withSign, typed) => {
    expect([money(cents, CHICAGO), signed(cents, CHICAGO), moneyInput(cents, CHICAGO)]).toEqual([plain, withSign, typed]);
  });

  test('a currency without decimals', () => expect(money(123450, YEN)).toBe('123,450'));

  test('an instant stands on the clinic’s clock, on both sides of a clock change', () => {
    expect(instant('2026-11-25 14:03:09.123456', CHICAGO)).toBe('Nov 25, 2026, 8:03 AM');
    expect(instant('2026-11-01 06:30:00.000000', CHICAGO)).toBe('Nov 1, 2026, 1:30 AM');
    expect(instant('2026-11-01 07:30:00.000000', CHICAGO)).toBe('Nov 1, 2026, 1:30 AM');
    expect(instant('2026-01-01 03:00:00', CHICAGO)).toBe('Dec 31, 2025, 9:00 PM');
    expect(clock('2026-11-25 06:00:00.000000', CHICAGO)).toBe('12:00 AM');
    expect(instant(null, CHICAGO)).toBe('');
  });

  test('dates, percentages, counts, initials and ids', () => {
    expect(date('2026-11-05')).toBe('Nov 5, 2026');
    expect([percent(2000), percent(1250), percent(null)]).toEqual(['20', '12.5', '']);
    expect([plural(1, 'invoice'), plural(0, 'invoice'), plural(1200, 'entry'), plural(2, 'day'), plural(2, 'person', 'people')]).toEqual(['1 invoice', '0 invoices', '1,200 entries', '2 days', '2 people']);
    expect([initials('Dana Ruiz'), initials('Cher'), initials('Ana de la Cruz'), initials('')]).toEqual(['DR', 'C', 'AC', '']);
    expect(fieldId('parts[0][amountCents]')).toBe('f-parts-0-amountCents');
  });
});
