import { PasswordCommon, PasswordLength } from './refusals.js';

const SHORTEST = 12;
const LONGEST = 128;

/** Only what is long enough to pass the length rule need be here. */
const COMMON = new Set([
  'password1234', 'password12345', 'password123456', 'passwordpassword', 'passw0rd1234', 'p@ssword1234', 'p@ssw0rd1234', 'mypassword123', 'changeme1234',
  'changemechangeme', 'letmeinletmein', 'letmein123456', 'welcome12345', 'welcome123456', 'welcomewelcome', 'administrator', 'administrator1', 'adminadminadmin',
  'admin1234567', 'admin12345678', 'qwertyuiop12', 'qwertyuiop123', 'qwertyuiopas', 'qwertyuiop[]', 'qwerty123456', 'qwerty1234567', 'qwertyqwerty',
  '1q2w3e4r5t6y', '1qaz2wsx3edc', 'q1w2e3r4t5y6', 'zaq12wsxcde3', 'asdfghjkl123', 'asdfghjkl;\'', 'zxcvbnm12345', 'iloveyou1234', 'iloveyouiloveyou',
  'abc123abc123', 'abcd1234abcd', 'abcdefghijkl', 'abcdefghijklm', '123456789012', '1234567890123', '12345678901234', '123456789101112', '123123123123',
  '1234567890qw', '098765432109', '987654321098', '112233445566', '121212121212', '123qwe123qwe', 'monkeymonkey', 'dragondragon', 'sunshine1234', 'princess1234',
  'football1234', 'baseball1234', 'superman1234', 'trustno1trustno1', 'secretsecret', 'secret123456', 'default12345', 'temporary123', 'temppassword', 'testtesttest',
  'test12345678', 'guestguestguest', 'clinicclinic', 'ledgerline123', 'ledgerline1234', 'billingclerk1', 'hospital1234', 'correcthorsebatterystaple',
]);

/** Long enough and not what everybody tries first; no rule about kinds of characters. */
export function mustBeUsablePassword(password: string, userName: string): void {
  const length = [...password].length;
  if (length < SHORTEST || length > LONGEST) throw new PasswordLength(length);
  const plain = password.toLowerCase();
  const isOneCharacter = new Set(plain).size < 3;
  const isUserName = plain.replaceAll(userName, '').length < 4;
  if (COMMON.has(plain) || isOneCharacter || isUserName) throw new PasswordCommon();
}
