import { mustBeUsablePassword } from '../../src/staff/domain/password-rules.js';
import { hasEnded, needsTouch } from '../../src/staff/domain/session-life.js';
import { SignInDelay } from '../../src/staff/domain/sign-in-delay.js';

const MINUTE = 60_000;
const START = 1_764_000_000_000;

describe('a session', () => {
  const at = (minutes: number) => START + minutes * MINUTE;
  const times = (seenMinutes: number) => ({ signedInAt: START, seenAt: at(seenMinutes) });

  test('ends after 15 minutes without a request', () => {
    expect(hasEnded(times(0), at(15) - 1)).toBe(false);
    expect(hasEnded(times(0), at(15))).toBe(true);
    expect(hasEnded(times(14), at(28))).toBe(false);
  });

  test('ends after 10 hours however busy it was', () => {
    expect(hasEnded(times(599), at(600) - 1)).toBe(false);
    expect(hasEnded(times(599), at(600))).toBe(true);
  });

  test('is noted as in use at most once a minute', () => {
    expect(needsTouch(times(0), at(1) - 1)).toBe(false);
    expect(needsTouch(times(0), at(1))).toBe(true);
  });
});

describe('the delay between tries to sign in', () => {
  let delay: SignInDelay;
  let now: number;
  const wait = (account = 'bea', address = '10.0.0.5'): number => delay.begin(account, address, now);

  beforeEach(() => {
    delay = new SignInDelay();
    now = START;
  });

  test('the first three tries are free, then it doubles', () => {
    expect([wait(), wait(), wait()]).toEqual([0, 0, 0]);
    for (const seconds of [1, 2, 4, 8, 16]) {
      expect(wait()).toBe(seconds);
      now += seconds * 1000;
      expect(wait()).toBe(0);
    }
  });

  test('pressing while waiting neither counts nor lengthens the wait', () => {
    for (let tries = 0; tries < 3; tries += 1) wait();
    for (let presses = 0; presses < 50; presses += 1) expect(wait()).toBe(1);
    now += 1000;
    expect(wait()).toBe(0);
  });

  test('it never grows beyond a quarter of an hour', () => {
    for (let tries = 0; tries < 30; tries += 1) {
      now += wait() * 1000;
      wait();
    }
    expect(wait()).toBeLessThanOrEqual(900);
  });

  test('nobody is locked out by somebody at another address, or by tries on another account', () => {
    for (let tries = 0; tries < 3; tries += 1) wait('bea', '10.0.0.66');
    expect(wait('bea', '10.0.0.66')).toBeGreaterThan(0);
    expect(wait('bea', '10.0.0.5')).toBe(0);
    expect(wait('carl', '10.0.0.66')).toBe(0);
  });

  test('signing in clears it, and an hour forgets it', () => {
    for (let tries = 0; tries < 3; tries += 1) wait();
    delay.succeeded('bea', '10.0.0.5');
    expect(wait()).toBe(0);
    for (let tries = 0; tries < 3; tries += 1) wait();
    now += 60 * MINUTE;
    expect([wait(), wait()]).toEqual([0, 0]);
  });

  test('guesses sent at the same moment count each', () => {
    const passed = Array.from({ length: 100 }, () => wait()).filter((seconds) => seconds === 0);
    expect(passed).toHaveLength(3);
  });
});

describe('a password', () => {
  const refusal = (password: string): string => {
    try {
      mustBeUsablePassword(password, 'bea.clark');
      return '';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  test('has 12 to 128 characters of any kind', () => {
    expect(refusal('maple-harbor')).toBe('');
    expect(refusal('maple-harbo')).toBe('password-length');
    expect(refusal(`maple ${'harbor '.repeat(20)}`)).toBe('password-length');
    expect(refusal('四つの言葉がここにあります')).toBe('');
  });

  test('is not one that everybody tries', () => {
    for (const common of ['Password1234', 'qwertyuiop123', '123456789012', 'aaaaaaaaaaaaaa', 'abababababab', 'bea.clark123', 'bea.clarkbea.clark']) {
      expect([common, refusal(common)]).toEqual([common, 'password-common']);
    }
  });
});
