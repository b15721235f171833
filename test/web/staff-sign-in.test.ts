import { createHash } from 'node:crypto';
import { sql } from '../../src/platform/database/sql.js';
import { DisableStaff, EnableStaff, GrantRole, RevokeRole, SetPassword } from '../../src/staff/index.js';
import { eachEngine } from '../support/database.js';
import { PASSWORD, staffWeb, type StaffWeb } from '../support/staff-web.js';

const MINUTE = 60_000;
const HTMX = { 'hx-request': 'true' };

eachEngine((engine) => {
  let web: StaffWeb;
  let count = 0;
  let name: string;
  let staffId: string;
  let address: string;

  beforeAll(async () => {
    web = await staffWeb(await engine.config());
  });
  beforeEach(async () => {
    count += 1;
    [name, address] = [`helen${count}`, `10.0.0.${count}`];
    staffId = await web.person(name, 'auditor');
  });
  afterAll(() => web.close());

  const signIn = async (): Promise<string> => (await web.signIn(name, {}, { address })).cookie!;
  const seesStaff = async (cookie: string): Promise<boolean> => (await web.get('/staff', cookie)).status === 200;
  const rowOf = (cookie: string) =>
    web.reader.one<{ tokenHash: string; seenAt: string; endedAt: string | null; locationId: string }>(sql`
      SELECT token_hash AS tokenHash, seen_at AS seenAt, ended_at AS endedAt, location_id AS locationId
      FROM sessions WHERE token_hash = ${createHash('sha256').update(cookie.split('=')[1]!).digest('hex')}`);

  describe('signing in', () => {
    test('leads to the page that was asked for, and nowhere outside', async () => {
      expect((await web.get('/staff')).location).toBe('/sign-in?next=%2Fstaff');
      expect((await web.get('/sign-in?next=%2Fstaff')).body).toContain('name="next" value="/staff"');
      expect((await web.signIn(name, { next: '/staff' }, { address })).location).toBe('/staff');
      for (const elsewhere of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
        expect((await web.signIn(name, { next: elsewhere }, { address })).location).toBe('/');
      }
    });

    test('gives a cookie that scripts and other sites do not get, and stores only the hash of its token', async () => {
      const { setCookie, cookie, status } = await web.signIn(name, {}, { address });
      expect(status).toBe(303);
      expect(setCookie).toMatch(/^ledgerline=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
      const row = (await rowOf(cookie!))!;
      expect(row.tokenHash).toMatch(/^[0-9a-f]{64}$/);
      const stored = await web.reader.all<Record<string, string>>(sql`SELECT * FROM sessions`);
      expect(JSON.stringify(stored)).not.toContain(cookie!.split('=')[1]!);
    });

    test('takes the user name whatever its case', async () => {
      expect((await web.signIn(` ${name.toUpperCase()} `, {}, { address })).status).toBe(303);
    });

    test('says the same sentence for an unknown user, a wrong password and a disabled user', async () => {
      const disabled = await web.person(`gone${count}`, 'auditor');
      await web.run(new DisableStaff({ staffId: disabled }));
      const answers = [
        await web.signIn('nobody.at.all', {}, { address }),
        await web.signIn(name, { password: 'not the password' }, { address }),
        await web.signIn(`gone${count}`, {}, { address }),
      ];
      for (const { status, body, cookie } of answers) {
        expect(status).toBe(422);
        expect(body).toContain('User name and password do not match. Type both again.');
        expect(body).not.toContain('not the password');
        expect(cookie).toBeUndefined();
      }
    });

    test('slows down guessing at one account from one address, and only there', async () => {
      const guess = () => web.signIn(name, { password: 'a wrong guess again' }, { address });
      for (let tries = 0; tries < 3; tries += 1) expect((await guess()).body).toContain('do not match');
      expect((await guess()).body).toContain('Too many tries. Wait 1 second');
      expect((await web.signIn(name, {}, { address })).body).toContain('Wait 1 second');
      expect((await web.signIn(name, {}, { address: '10.1.1.1' })).status).toBe(303);
      web.pass(1000);
      expect((await web.signIn(name, {}, { address })).status).toBe(303);
    });

    test('again ends the session before, and gives a new token', async () => {
      const first = await signIn();
      const second = (await web.signIn(name, {}, { address, cookie: first })).cookie!;
      expect(second).not.toBe(first);
      expect([await seesStaff(first), await seesStaff(second)]).toEqual([false, true]);
    });

    test('without a role anywhere says whom to ask', async () => {
      await web.run(new RevokeRole({ staffId, role: 'auditor', locationId: '*' }));
      expect((await web.signIn(name, {}, { address })).body).toContain('no role at any location yet. Ask an administrator.');
    });

    test('brings an administrator, who sees no sums, to the users', async () => {
      await web.person(`adam${count}`, 'administrator');
      expect((await web.signIn(`adam${count}`, {}, { address })).location).toBe('/staff');
    });
  });

  test('an auditor reads who may do what, and where', async () => {
    const { body } = await web.get('/staff', await signIn());
    const text = body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toContain(`${name} ${name} Sample Auditor All locations`);
    expect(text).toMatch(/void invoices No Yes Yes No No No No /);
    expect(body).not.toContain('argon2');
  });

  describe('a session', () => {
    test('ends after 15 idle minutes, and a request keeps it', async () => {
      const cookie = await signIn();
      for (let minutes = 0; minutes < 60; minutes += 12) {
        web.pass(12 * MINUTE);
        expect(await seesStaff(cookie)).toBe(true);
      }
      web.pass(15 * MINUTE);
      expect(await seesStaff(cookie)).toBe(false);
    });

    test('ends after 10 hours whatever its use', async () => {
      const cookie = await signIn();
      for (let minutes = 0; minutes < 590; minutes += 10) {
        web.pass(10 * MINUTE);
        expect(await seesStaff(cookie)).toBe(true);
      }
      web.pass(10 * MINUTE);
      expect(await seesStaff(cookie)).toBe(false);
    });

    test('is noted as seen at most once a minute', async () => {
      const cookie = await signIn();
      const { seenAt } = (await rowOf(cookie))!;
      web.pass(MINUTE - 5_000);
      await seesStaff(cookie);
      expect((await rowOf(cookie))!.seenAt).toBe(seenAt);
      web.pass(6_000);
      await seesStaff(cookie);
      expect((await rowOf(cookie))!.seenAt > seenAt).toBe(true);
    });

    test('is over after signing out', async () => {
      const cookie = await signIn();
      const out = await web.post('/sign-out', {}, { cookie, as: staffId });
      expect([out.status, out.location]).toEqual([303, '/sign-in']);
      expect(out.setCookie).toMatch(/^ledgerline=;/);
      expect(await seesStaff(cookie)).toBe(false);
      expect((await rowOf(cookie))!.endedAt).not.toBeNull();
    });

    test('of a disabled user is cut at the next request, and stands again when enabled', async () => {
      const cookie = await signIn();
      await web.run(new DisableStaff({ staffId }));
      expect(await seesStaff(cookie)).toBe(false);
      await web.run(new EnableStaff({ staffId }));
      expect(await seesStaff(cookie)).toBe(true);
    });

    test('loses a revoked right at the next request', async () => {
      await web.run(new GrantRole({ staffId: await web.person(`bea${count}`, 'billing-clerk', web.maple), role: 'billing-clerk', locationId: web.riverside }));
      const cookie = (await web.signIn(`bea${count}`, {}, { address })).cookie!;
      const refused = await web.get('/staff', cookie);
      expect(refused.status).toBe(403);
      expect(refused.body).toContain('Your role does not include “read users and roles” at any of your locations.');
      expect((await web.get('/staff', await signIn())).status).toBe(200);
      await web.run(new RevokeRole({ staffId, role: 'auditor', locationId: '*' }));
      await web.run(new GrantRole({ staffId, role: 'front-desk', locationId: web.maple }));
      expect((await web.get('/staff', cookie)).status).toBe(403);
    });

    test('ends when the password is changed', async () => {
      const cookie = await signIn();
      await web.run(new SetPassword({ staffId, password: 'another long sentence' }));
      expect(await seesStaff(cookie)).toBe(false);
      expect((await web.signIn(name, {}, { address })).status).toBe(422);
      expect((await web.signIn(name, { password: 'another long sentence' }, { address })).status).toBe(303);
    });

    test('is not opened by a made-up, cut or empty token', async () => {
      const cookie = await signIn();
      for (const token of ['', 'x', cookie.split('=')[1]!.slice(1), 'A'.repeat(43), "' OR 1=1 --"]) {
        expect((await web.get('/staff', `ledgerline=${encodeURIComponent(token)}`)).status).toBe(303);
      }
    });
  });

  describe('signing in again, in place', () => {
    test('opens a dialog over the form, gives a new session and leaves the form as it is', async () => {
      const cookie = await signIn();
      web.pass(20 * MINUTE);
      const cut = await web.post('/location', { locationId: web.maple }, { cookie, as: staffId, headers: HTMX });
      expect(cut.status).toBe(401);
      expect(cut.body).toContain('<div id="dialog">');
      expect(cut.body).toContain('action="/sign-in-again"');
      const again = await web.post('/sign-in-again', { userName: name, password: PASSWORD }, { cookie, address, headers: HTMX });
      expect(again.status).toBe(200);
      expect(again.body.replace(/\s/g, '')).toBe('<divid="dialog"></div>');
      const repeated = await web.post('/location', { locationId: web.maple }, { cookie: again.cookie, as: staffId, headers: HTMX });
      expect([repeated.status, repeated.location]).toEqual([200, '/']);
    });

    test('says inside the dialog what was wrong, and keeps the user name', async () => {
      const { status, body, cookie } = await web.post('/sign-in-again', { userName: name, password: 'not the password' }, { address, headers: HTMX });
      expect(status).toBe(200);
      expect(body).toContain('User name and password do not match.');
      expect(body).toContain(`value="${name}"`);
      expect(body).not.toContain('not the password');
      expect(cookie).toBeUndefined();
    });
  });

  describe('the current location', () => {
    test('is the first one, then the last one used, and changes only to a granted one', async () => {
      const id = await web.person(`carl${count}`, 'billing-clerk', web.maple);
      await web.run(new GrantRole({ staffId: id, role: 'front-desk', locationId: web.riverside }));
      const cookie = (await web.signIn(`carl${count}`, {}, { address })).cookie!;
      expect((await rowOf(cookie))!.locationId).toBe(web.maple);
      expect((await web.post('/location', { locationId: web.riverside, next: '/services' }, { cookie, as: id })).location).toBe('/services');
      expect((await rowOf(cookie))!.locationId).toBe(web.riverside);
      const later = (await web.signIn(`carl${count}`, {}, { address })).cookie!;
      expect((await rowOf(later))!.locationId).toBe(web.riverside);
      await web.run(new RevokeRole({ staffId: id, role: 'front-desk', locationId: web.riverside }));
      expect((await web.post('/location', { locationId: web.riverside }, { cookie: later, as: id })).status).toBe(404);
      const last = (await web.signIn(`carl${count}`, {}, { address })).cookie!;
      expect((await rowOf(last))!.locationId).toBe(web.maple);
    });

    test('does not change for a form of somebody else or of another site', async () => {
      const other = await web.person(`olga${count}`, 'auditor');
      const cookie = await signIn();
      const foreign = await web.post('/location', { locationId: web.riverside }, { cookie, as: other });
      const crossSite = await web.post('/location', { locationId: web.riverside }, { cookie, as: staffId, headers: { origin: 'https://evil.example' } });
      expect(foreign.status).toBeGreaterThanOrEqual(400);
      expect(crossSite.status).toBeGreaterThanOrEqual(400);
      expect((await rowOf(cookie))!.locationId).toBe(web.maple);
    });
  });
});
