import { sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { AddStaff, DisableStaff, GrantRole, RevokeRole, SetPassword, staffActor, StaffQueries, type Role } from '../../src/staff/index.js';
import { eachEngine } from '../support/database.js';
import { PASSWORD, staffWeb, type StaffWeb } from '../support/staff-web.js';

eachEngine((engine) => {
  let web: StaffWeb;
  let count = 0;
  let staffId: string;

  beforeAll(async () => {
    web = await staffWeb(await engine.config());
  });
  beforeEach(async () => {
    count += 1;
    staffId = await web.person(`bea${count}`, 'billing-clerk', web.maple);
  });
  afterAll(() => web.close());

  const administrator = (locationId = '*', id = newId()) => staffActor({ id, name: 'Adam', grants: [{ role: 'administrator', locationId }] });
  const rolesOf = async (id: string): Promise<string[]> => {
    const person = (await web.app.get(StaffQueries).all()).find((each) => each.staffId === id)!;
    return person.roles.map(({ role, locationCode }) => `${role} ${locationCode}`).sort();
  };

  describe('adding a user', () => {
    test('with roles is one act, and the list shows them', async () => {
      const grants = [{ role: 'billing-clerk', locationId: web.maple }, { role: 'front-desk', locationId: web.riverside }];
      const added = await web.run<{ staffId: string }>(new AddStaff({ userName: ` Carl.${count} `, displayName: '  Carl   Sample ', grants, password: PASSWORD }), administrator());
      const person = (await web.app.get(StaffQueries).all()).find((each) => each.staffId === added.staffId)!;
      expect([person.userName, person.displayName, person.state]).toEqual([`carl.${count}`, 'Carl Sample', 'active']);
      expect(await rolesOf(added.staffId)).toEqual(['billing-clerk MS', 'front-desk RS']);
      const acts = await web.reader.all(sql`SELECT a.id AS id FROM audit_acts a JOIN audit_entries e ON e.act_id = a.id WHERE e.record_id = ${added.staffId}`);
      expect(acts).toHaveLength(1);
    });

    test.each([
      ['user-name-taken', () => ({ userName: `bea${count}`, displayName: 'Bea' })],
      ['user-name', () => ({ userName: '4711', displayName: 'Bea' })],
      ['text-missing', () => ({ userName: 'nobody', displayName: ' ' })],
      ['password-length', () => ({ userName: 'nobody', displayName: 'Bea', password: 'short' })],
      ['password-common', () => ({ userName: 'nobody', displayName: 'Bea', password: 'password1234' })],
      ['role-unknown', () => ({ userName: 'nobody', displayName: 'Bea', grants: [{ role: 'owner', locationId: '*' }] })],
      ['not-found', () => ({ userName: 'nobody', displayName: 'Bea', grants: [{ role: 'auditor', locationId: newId() }] })],
    ])('is refused: %s', async (code, fields) => {
      await expect(web.run(new AddStaff(fields()))).rejects.toMatchObject({ code });
      expect((await web.app.get(StaffQueries).all()).filter(({ userName }) => userName === 'nobody')).toEqual([]);
    });

    test('is an administrator’s right, within the administrator’s own locations', async () => {
      const fields = { userName: `dora${count}`, displayName: 'Dora', grants: [{ role: 'front-desk', locationId: web.riverside }] };
      for (const role of ['billing-supervisor', 'location-manager', 'finance-manager', 'auditor'] as Role[]) {
        await expect(web.run(new AddStaff(fields), staffActor({ id: newId(), name: role, grants: [{ role, locationId: '*' }] }))).rejects.toMatchObject({ code: 'forbidden' });
      }
      await expect(web.run(new AddStaff(fields), administrator(web.maple))).rejects.toMatchObject({ code: 'not-found' });
      await expect(web.run(new AddStaff({ ...fields, grants: [{ role: 'front-desk', locationId: '*' }] }), administrator(web.maple))).rejects.toBeDefined();
      await expect(web.run(new AddStaff(fields), administrator(web.riverside))).resolves.toBeDefined();
    });
  });

  describe('roles', () => {
    test('are granted and taken away per location', async () => {
      await web.run(new GrantRole({ staffId, role: 'front-desk', locationId: web.riverside }), administrator());
      expect(await rolesOf(staffId)).toEqual(['billing-clerk MS', 'front-desk RS']);
      await web.run(new RevokeRole({ staffId, role: 'billing-clerk', locationId: web.maple }), administrator());
      expect(await rolesOf(staffId)).toEqual(['front-desk RS']);
    });

    test('are not granted twice, nor taken away where they are not', async () => {
      await expect(web.run(new GrantRole({ staffId, role: 'billing-clerk', locationId: web.maple }))).rejects.toMatchObject({ code: 'already-granted' });
      await expect(web.run(new RevokeRole({ staffId, role: 'billing-clerk', locationId: web.riverside }))).rejects.toMatchObject({ code: 'not-granted' });
    });

    test('that exclude each other are refused, and the refusal is on record', async () => {
      for (const role of ['auditor', 'administrator']) {
        await expect(web.run(new GrantRole({ staffId, role, locationId: web.maple }))).rejects.toMatchObject({ code: 'roles-exclude' });
      }
      const refused = await web.reader.all(sql`
        SELECT a.id AS id FROM audit_acts a JOIN audit_act_locations l ON l.act_id = a.id
        WHERE a.command = 'grant-role' AND a.outcome = 'refused' AND a.refusal LIKE ${'Nobody may be%'} AND l.location_id = ${web.maple}`);
      expect(refused.length).toBeGreaterThanOrEqual(2);
    });

    test('are never one’s own to change', async () => {
      const own = await web.person(`adam${count}`, 'administrator');
      const adam = administrator('*', own);
      await expect(web.run(new GrantRole({ staffId: own, role: 'billing-clerk', locationId: web.maple }), adam)).rejects.toMatchObject({ code: 'own-roles' });
      await expect(web.run(new RevokeRole({ staffId: own, role: 'administrator', locationId: '*' }), adam)).rejects.toMatchObject({ code: 'own-roles' });
      await expect(web.run(new DisableStaff({ staffId: own }), adam)).rejects.toMatchObject({ code: 'own-roles' });
    });

    test('of an administrator of one location reach no further', async () => {
      const adam = administrator(web.maple);
      await expect(web.run(new GrantRole({ staffId, role: 'front-desk', locationId: web.riverside }), adam)).rejects.toMatchObject({ code: 'not-found' });
      await expect(web.run(new GrantRole({ staffId, role: 'front-desk', locationId: '*' }), adam)).rejects.toBeDefined();
      await expect(web.run(new DisableStaff({ staffId }), adam)).rejects.toBeDefined();
      await expect(web.run(new SetPassword({ staffId, password: PASSWORD }), adam)).rejects.toBeDefined();
      expect(await rolesOf(staffId)).toEqual(['billing-clerk MS']);
    });
  });

  describe('a changed password', () => {
    test('is in the trail as changed, by whom and when, and nowhere as what it is', async () => {
      const secret = `a very new sentence ${count}`;
      await web.run(new SetPassword({ staffId, password: secret }), administrator());
      const acts = await web.reader.all<{ title: string; kind: string; name: string }>(sql`
        SELECT a.title AS title, e.kind AS kind, a.actor_name AS name FROM audit_acts a JOIN audit_entries e ON e.act_id = a.id
        WHERE e.record_id = ${staffId} AND a.command = 'set-password'`);
      expect(acts).toEqual([{ title: 'Password changed', kind: 'relied-on', name: 'Adam' }]);
      const { passwordHash } = (await web.reader.one<{ passwordHash: string }>(sql`SELECT password_hash AS passwordHash FROM staff_secrets WHERE staff_id = ${staffId}`))!;
      const stored = await web.reader.all<Record<string, unknown>>(sql`SELECT content AS content, answer AS answer FROM idempotency WHERE command IN ('set-password', 'add-staff')`);
      const diffs = await web.reader.all<Record<string, unknown>>(sql`SELECT diff AS content, '' AS answer FROM audit_entries WHERE record_id = ${staffId}`);
      const texts = [...stored, ...diffs].flatMap(({ content, answer }) => [String(content), String(answer)]).join('\n');
      expect(texts).toContain(staffId);
      for (const forbidden of [secret, PASSWORD, passwordHash, 'argon2']) expect(texts).not.toContain(forbidden);
    });

    test('is held to the rules, and the old one then stays', async () => {
      await expect(web.run(new SetPassword({ staffId, password: 'short' }))).rejects.toMatchObject({ code: 'password-length', fields: ['password'] });
      await expect(web.run(new SetPassword({ staffId }))).rejects.toMatchObject({ code: 'password-length' });
      expect((await web.signIn(`bea${count}`)).status).toBe(303);
    });
  });
});
