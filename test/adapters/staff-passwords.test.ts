import { Argon2Passwords } from '../../src/staff/adapters/argon2-passwords.js';

describe('password hashes', () => {
  const passwords = new Argon2Passwords();

  test('are argon2id with 64 MiB and three passes, salted each time', async () => {
    const [one, other] = [await passwords.hash('a long enough sentence'), await passwords.hash('a long enough sentence')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(one).not.toBe(other);
    expect(await passwords.matches('a long enough sentence', one)).toBe(true);
    expect(await passwords.matches('a long enough sentencE', one)).toBe(false);
    expect(await passwords.matches('a long enough sentence ', one)).toBe(false);
  });

  test('are computed for an unknown user as well, so that the answer comes as late', async () => {
    const known = await passwords.hash('a long enough sentence');
    await passwords.matches('warming up the first time', undefined);
    const time = async (hash: string | undefined): Promise<number> => {
      const start = process.cpuUsage();
      expect(await passwords.matches('not the password', hash)).toBe(false);
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    const [withHash, without] = [await time(known), await time(undefined)];
    expect(without).toBeGreaterThan(withHash / 4);
  });

  test('wait in line when many come at once', async () => {
    const known = await passwords.hash('a long enough sentence');
    const all = await Promise.all(Array.from({ length: 6 }, (_, index) => passwords.matches(index % 2 ? 'a long enough sentence' : 'not the password', known)));
    expect(all).toEqual([false, true, false, true, false, true]);
  });
});
