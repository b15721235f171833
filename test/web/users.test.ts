import { AddStaff, DisableStaff, OldSessions, RevokeRole } from '../../src/staff/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { eachEngine } from '../support/database.js';
import { PASSWORD, staffWeb, type StaffWeb } from '../support/staff-web.js';

const HTMX = { 'hx-request': 'true' };
const FIRST = 'a first password for dana';
const OWN = 'an own password of dana';
const DAY_MS = 86_400_000;

eachEngine((engine) => {
  describe('users', () => {
    let web: StaffWeb;
    let anna: { id: string; cookie: string };
    let danaId: string;

    beforeAll(async () => {
      web = await staffWeb(await engine.config());
      const id = await web.person('anna', 'administrator', '*');
      anna = { id, cookie: (await web.signIn('anna')).cookie! };
    });
    afterAll(() => web.close());

    const press = (url: string, fields: Record<string, string>, who = anna, headers = HTMX) => web.post(url, fields, { cookie: who.cookie, as: who.id, headers });
    const role = (fields: Record<string, string>, rights: readonly string[]) => ({ ...fields, ...Object.fromEntries(rights.map((right, index) => [`rights[${index}]`, right])) });
    const page = (url: string, who = anna) => web.get(url, who.cookie);

    test('are added on a screen with a first password, which is changed at the first sign-in before anything else', async () => {
      const added = await press('/staff', { userName: 'dana', displayName: 'Dana Ruiz', password: FIRST, role: 'billing-clerk', locationId: web.maple });
      expect(added.location).toMatch(/^\/staff\/01/);
      danaId = added.location!.slice('/staff/'.length);
      expect((await page(`/staff/${danaId}`)).body).toContain('Billing clerk');
      const first = await web.signIn('dana', { password: FIRST });
      const dana = { id: danaId, cookie: first.cookie! };
      for (const path of ['/staff', '/settings']) expect(await page(path, dana)).toMatchObject({ status: 303, location: '/account' });
      expect((await page('/account', dana)).body).toContain('Choose your own first');
      expect((await press('/account/password', { oldPassword: 'not the one I was told', password: OWN }, dana)).body).toContain('This is not your present password');
      expect((await press('/account/password', { oldPassword: FIRST, password: FIRST }, dana)).body).toContain('This is the password you have');
      expect((await press('/account/password', { oldPassword: FIRST, password: 'short' }, dana)).body).toContain('A password has 12 to 128 characters');
      const changed = await press('/account/password', { oldPassword: FIRST, password: OWN }, dana);
      expect(changed.location).toBe('/account');
      expect((await page('/account', { ...dana, cookie: changed.cookie! })).body).not.toContain('Choose your own first');
      expect((await page('/account', dana)).status).toBe(303);
      expect((await web.signIn('dana', { password: OWN })).status).toBe(303);
    });

    test.each([
      ['a name twice', { userName: 'anna' }, 'There is already a user anna'],
      ['a name that is none', { userName: '7up!' }, 'A user name has 2 to 60 letters'],
      ['a common password', { password: 'password1234' }, 'among the first that anybody tries'],
      ['a role that is none', { role: 'king' }, 'is not a role; choose one of the list'],
      ['no place', { locationId: '' }, 'Where is missing'],
    ])('%s is refused, and nothing is added', async (_, fields, sentence) => {
      const { status, body } = await press('/staff', { userName: 'new.one', displayName: 'New One', password: FIRST, role: 'front-desk', locationId: web.maple, ...fields });
      expect([status, body]).toEqual([422, expect.stringContaining(sentence)]);
      expect(body).not.toContain(FIRST);
    });

    test('get and lose roles on their page; what excludes each other is refused, and so are one’s own', async () => {
      expect((await press(`/staff/${danaId}/grants`, { role: 'billing-supervisor', locationId: web.riverside })).location).toBe(`/staff/${danaId}`);
      expect((await page(`/staff/${danaId}`)).body).toContain('Billing supervisor');
      expect((await press(`/staff/${danaId}/grants`, { role: 'billing-supervisor', locationId: web.riverside })).body).toContain('already has that role there');
      expect((await press(`/staff/${danaId}/grants`, { role: 'auditor', locationId: '*' })).body).toContain('Nobody may be Auditor and Billing clerk at once');
      expect((await press(`/staff/${danaId}/grants/revocation`, { role: 'billing-supervisor', locationId: web.riverside })).location).toBe(`/staff/${danaId}`);
      expect((await page(`/staff/${danaId}`)).body).not.toContain('Take away Billing supervisor');
      expect((await press(`/staff/${anna.id}/grants`, { role: 'front-desk', locationId: web.maple })).body).toContain('You cannot change your own roles');
      expect((await press(`/staff/${anna.id}/disabling`, {})).body).toContain('You cannot change your own roles');
      expect((await press(`/staff/${anna.id}/password`, { password: OWN })).body).toContain('changed on your account page');
      expect((await page(`/staff/${anna.id}`)).body).not.toContain('Grant the role');
    });

    test('whoever administers one location grants roles there only', async () => {
      const id = await web.person('lena', 'administrator', web.maple);
      const lena = { id, cookie: (await web.signIn('lena')).cookie! };
      expect((await press(`/staff/${danaId}/grants`, { role: 'front-desk', locationId: web.riverside }, lena)).status).toBe(404);
      expect((await press(`/staff/${danaId}/grants`, { role: 'front-desk', locationId: '*' }, lena)).status).toBeGreaterThanOrEqual(403);
      expect((await press(`/staff/${danaId}/grants`, { role: 'front-desk', locationId: web.maple }, lena)).location).toBe(`/staff/${danaId}`);
    });

    test('a role of the clinic’s own is a copy that holds more or less, from the next request of whoever has it', async () => {
      const added = await press('/staff/roles', role({ name: 'Front desk with insurance', base: 'front-desk' }, ['patient.read', 'payment.take-patient', 'payment.post-insurer', 'staff.read']));
      expect(added.location).toMatch(/^\/staff\/roles\/01/);
      const path = added.location!;
      const id = await web.person('fran', 'front-desk', web.maple);
      const fran = { id, cookie: (await web.signIn('fran')).cookie! };
      expect((await page('/staff', fran)).status).toBe(403);
      expect((await press(`/staff/${id}/grants`, { role: 'front-desk-with-insu', locationId: web.maple })).location).toBe(`/staff/${id}`);
      const seen = await page('/staff', fran);
      expect([seen.status, seen.body.includes('>Front desk with insurance</a>'), seen.body.includes('Front desk with insurance<small>Maple Street')]).toEqual([200, true, true]);
      expect((await press(path, { ...role({ name: 'Front desk plus', version: '1' }, ['patient.read', 'payment.post-insurer']) })).location).toBe(path);
      expect((await page('/staff', fran)).status).toBe(403);
      expect((await press(path, role({ name: 'Late', version: '1' }, ['patient.read']))).status).toBe(409);
      expect((await press(`${path}/retirement`, { version: '2' })).body).toContain('One person still has the role Front desk plus');
      expect((await press(`/staff/${id}/grants/revocation`, { role: 'front-desk-with-insu', locationId: web.maple })).status).toBe(200);
      expect((await press(`${path}/retirement`, { version: '2' })).location).toBe(path);
      expect((await press(`/staff/${id}/grants`, { role: 'front-desk-with-insu', locationId: web.maple })).body).toContain('is retired');
      expect((await press(`${path}/taking-up`, { version: '3' })).location).toBe(path);
      expect((await page(path)).body).toContain('A copy of Front desk');
    });

    test.each([
      ['no right at all', { name: 'Nothing', base: 'front-desk' }, [], 'needs at least one right'],
      ['the name of another', { name: 'billing CLERK', base: 'front-desk' }, ['patient.read'], 'There is already a role billing CLERK'],
      ['a right that its base is denied', { name: 'Finance posting', base: 'finance-manager' }, ['payment.post-insurer'], 'A copy of Finance manager cannot hold “post insurers’ payments”'],
      ['the administrator’s right with money', { name: 'Everything', base: 'billing-supervisor' }, ['invoice.void', 'staff.edit'], 'A copy of Billing supervisor cannot hold'],
      ['money with the administrator’s right', { name: 'Admin plus', base: 'administrator' }, ['staff.edit', 'payment.read'], 'A copy of Administrator cannot hold “read payments”'],
      ['a right that does not exist', { name: 'Thief', base: 'front-desk' }, ['payment.steal'], 'choose entries of the list'],
      ['a base that does not exist', { name: 'King', base: 'king' }, ['patient.read'], '“king” is not a role'],
    ])('a role with %s is refused', async (_, fields, rights, sentence) => {
      const { status, body } = await press('/staff/roles', role(fields, rights));
      expect([status, body]).toEqual([422, expect.stringContaining(sentence)]);
    });

    test('nobody gives rights over users and settings that they do not hold, nor changes a role they have', async () => {
      const added = await press('/staff/roles', role({ name: 'Helpdesk', base: 'administrator' }, ['staff.read', 'staff.edit']));
      const id = await web.person('hana', 'front-desk', web.maple);
      expect((await press(`/staff/${id}/grants`, { role: 'helpdesk', locationId: '*' })).body).toContain('Nobody may be Administrator and Front desk at once');
      await press(`/staff/${id}/grants/revocation`, { role: 'front-desk', locationId: web.maple });
      expect((await press(`/staff/${id}/grants`, { role: 'helpdesk', locationId: '*' })).status).toBe(200);
      const hana = { id, cookie: (await web.signIn('hana')).cookie! };
      const newcomer = { userName: 'ned', displayName: 'Ned Oak', password: FIRST, locationId: web.maple };
      const refused = await press('/staff', { ...newcomer, role: 'administrator' }, hana);
      expect([refused.status, refused.body]).toEqual([403, expect.stringContaining('You do not hold')]);
      expect((await press('/staff', { ...newcomer, role: 'billing-clerk' }, hana)).location).toMatch(/^\/staff\/01/);
      expect((await press(added.location!, role({ name: 'Helpdesk', version: '1' }, ['staff.read', 'staff.edit', 'settings.edit']), hana)).body).toContain('You have this role yourself');
      expect((await press('/staff/roles', role({ name: 'More', base: 'administrator' }, ['settings.edit-organization']), hana)).status).toBe(403);
    });

    test('the last administrator of all locations stays one', async () => {
      const last = new RevokeRole({ staffId: anna.id, role: 'administrator', locationId: '*' });
      await expect(web.run(last)).rejects.toMatchObject({ code: 'last-administrator' });
      await expect(web.run(new DisableStaff({ staffId: anna.id }))).rejects.toMatchObject({ code: 'last-administrator' });
      const other = await web.person('olga', 'administrator', '*');
      await web.run(new DisableStaff({ staffId: other }));
      await expect(web.run(last)).rejects.toMatchObject({ code: 'last-administrator' });
    });

    test('a reset password and a disabled user cut the sessions at the next request', async () => {
      const before = { id: danaId, cookie: (await web.signIn('dana', { password: OWN })).cookie! };
      expect((await press(`/staff/${danaId}/password`, { password: 'another first password' })).location).toBe(`/staff/${danaId}`);
      expect((await page('/account', before)).location).toContain('/sign-in');
      const again = { id: danaId, cookie: (await web.signIn('dana', { password: 'another first password' })).cookie! };
      expect((await page('/account', again)).body).toContain('Choose your own first');
      expect((await press(`/staff/${danaId}/disabling`, {})).location).toBe(`/staff/${danaId}`);
      expect((await page('/account', again)).location).toContain('/sign-in');
      expect((await web.signIn('dana', { password: 'another first password' }, { address: '10.0.0.9' })).status).toBe(422);
      expect((await press(`/staff/${danaId}/enabling`, {})).location).toBe(`/staff/${danaId}`);
      expect((await web.signIn('dana', { password: 'another first password' }, { address: '10.0.0.9' })).status).toBe(303);
    });

    test('see their sessions and end another one', async () => {
      const id = await web.person('otto', 'auditor', '*');
      const here = { id, cookie: (await web.signIn('otto')).cookie! };
      const elsewhere = { id, cookie: (await web.signIn('otto', {}, { address: '10.0.0.77' })).cookie! };
      const { body } = await page('/account', here);
      expect([body.includes('10.0.0.77'), body.includes('This one')]).toEqual([true, true]);
      const ending = /action="(\/account\/sessions\/[^"]+\/ending)"/.exec(body)![1]!;
      expect((await press(ending, {}, anna)).location).toBe('/account');
      expect((await page('/account', elsewhere)).status).toBe(200);
      expect((await press(ending, {}, here)).location).toBe('/account');
      expect((await page('/account', elsewhere)).location).toContain('/sign-in');
      expect((await page('/account', here)).status).toBe(200);
    });

    test('coming, going and being turned away can be read, alone and combined; a name that nobody has is not kept', async () => {
      await web.signIn('my-password-by-mistake', { password: 'x' }, { address: '10.0.0.8' });
      const ottoId = (await web.reader.one<{ id: string }>(sql`SELECT id FROM staff WHERE user_name = 'otto'`))!.id;
      const otto = { id: ottoId, cookie: (await web.signIn('otto')).cookie! };
      await web.post('/sign-out', {}, { cookie: otto.cookie, as: otto.id });
      const all = (await page('/staff/access')).body;
      for (const words of ['Signed in', 'Signed out', 'Turned away: name and password did not match', 'nobody of that name', '10.0.0.8']) expect(all).toContain(words);
      expect(all).not.toContain('my-password-by-mistake');
      const table = async (query: string) => (await web.get(`/staff/access?${query}`, anna.cookie, HTMX)).body;
      expect(await table(`who=${ottoId}`)).not.toContain('Dana Ruiz');
      expect(await table('kind=signed-out')).not.toContain('Turned away');
      const both = await table(`who=${ottoId}&kind=signed-out`);
      expect([both.includes('Otto') || both.includes('otto'), both.includes('Signed out'), both.includes('Signed in')]).toEqual([true, true, false]);
      const clerk = { id: await web.person('carl', 'billing-clerk'), cookie: (await web.signIn('carl')).cookie! };
      for (const path of ['/staff', '/staff/access', '/staff/new', `/staff/${danaId}`]) expect((await page(path, clerk)).status).toBe(403);
      expect((await page('/account', clerk)).status).toBe(200);
    });

    test('users with their roles, and who came in, leave as files, as they are filtered', async () => {
      const ottoId = (await web.reader.one<{ id: string }>(sql`SELECT id FROM staff WHERE user_name = 'otto'`))!.id;
      const users = (await page('/staff/export')).body;
      expect(users).toContain('User name,Name,State,Role,Where');
      expect(users).toMatch(/dana,Dana Ruiz,active,Billing clerk,Maple Street/);
      const comings = (await page(`/staff/access/export?who=${ottoId}`)).body;
      expect([comings.includes('When (UTC),User name,Name,What,From'), comings.includes(',otto,'), comings.includes('dana')]).toEqual([true, true, false]);
      for (const path of ['/staff', '/staff/access']) expect((await page(path)).body).toMatch(new RegExp(`href="${path}/export`));
    });

    test('sessions that ended long ago are forgotten, those in use are not', async () => {
      const count = async () => (await web.reader.one<{ n: number }>(sql`SELECT COUNT(*) AS n FROM sessions`))!.n;
      expect(await count()).toBeGreaterThan(5);
      web.pass(91 * DAY_MS);
      const fresh = (await web.signIn('anna')).cookie!;
      await web.app.get(OldSessions, { strict: false }).forget();
      expect(await count()).toBe(1);
      expect((await web.get('/account', fresh)).status).toBe(200);
    });

    test('the product itself adds users who keep their password', async () => {
      await web.run(new AddStaff({ userName: 'seeded', displayName: 'Seeded', password: PASSWORD, grants: [{ role: 'front-desk', locationId: web.maple }] } as Partial<AddStaff>));
      expect((await web.get('/account', (await web.signIn('seeded')).cookie!)).body).not.toContain('Choose your own first');
    });
  });
});
