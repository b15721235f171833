import { refuseAboveLimit } from '../../src/invoices/index.js';

const LIMITS = { clerkCents: 10_000, supervisorCents: 100_000 };

function refused(amountCents: number, isSupervisor: boolean, limits: Parameters<typeof refuseAboveLimit>[1] = LIMITS): string {
  try {
    refuseAboveLimit(amountCents, limits, isSupervisor);
    return '';
  } catch (error) {
    return (error as { sentence: string }).sentence;
  }
}

describe('what one adjustment may take off', () => {
  it('is up to limit A for a clerk, up to limit B for a supervisor, and above it nobody’s at once', () => {
    expect([refused(10_000, false), refused(10_001, true), refused(100_000, true)]).toEqual(['', '', '']);
    expect(refused(10_001, false)).toBe('100.01 is more than the 100.00 that a clerk may take off at once; ask a billing supervisor to do it. Nothing was adjusted.');
    for (const isSupervisor of [true, false]) expect(refused(100_001, isSupervisor)).toContain('1,000.01 is more than the 1,000.00 that a supervisor may take off, so a location or finance manager decides it');
  });

  it('is not limited where no limit is set, nor when it gives back', () => {
    expect(refused(9_999_999, false, { clerkCents: null, supervisorCents: null })).toBe('');
    expect(refused(10_001, true, { clerkCents: 10_000, supervisorCents: null })).toBe('');
    expect(refused(-9_999_999, false)).toBe('');
  });
});
