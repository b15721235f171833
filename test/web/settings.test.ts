import type { Actor } from '../../src/platform/actor.js';
import { newId } from '../../src/platform/ids.js';
import { AddLocation, LocationsQueries, OrganizationQueries } from '../../src/locations/index.js';
import { staffActor, type Role } from '../../src/staff/index.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';

const HTMX = { 'hx-request': 'true' };
const MOST_READS = 12;

eachEngine((engine) => {
  describe('settings of the organization', () => {
    let web: ClinicWeb;
    let fiona: string;
    let liam: string;
    let frank: string;

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      const maple = [{ id: web.clinic.maple, name: 'Maple Street' }];
      const somebody = (role: Role, locationId: string): string => web.signIn(actorOf(role, locationId), maple);
      fiona = somebody('finance-manager', '*');
      liam = somebody('location-manager', web.clinic.maple);
      frank = somebody('front-desk', web.clinic.maple);
    });
    afterAll(() => web.close());

    const settings = { name: 'Test Clinics', allocationRule: 'by-due-date', writeOffLimitACents: '50.00', writeOffLimitBCents: '500.00', termsDays: '14' };
    const stored = () => web.app.get(OrganizationQueries, { strict: false }).get();

    test('a clinic that has set nothing works as before: oldest first, no limits, 30 days', async () => {
      expect(await stored()).toMatchObject({ allocationRule: 'oldest-first', writeOffLimitACents: null, writeOffLimitBCents: null, termsDays: 30 });
    });

    test('are explained on a page that costs few reads', async () => {
      const index = await web.get(fiona, '/settings');
      expect(index.body).toContain('write-off limits and usual payment terms');
      const page = await web.get(fiona, '/settings/organization');
      expect(page.body).toContain('Oldest first: the invoice with the earliest service date is paid before the next.');
      expect(page.reads).toBeLessThanOrEqual(MOST_READS);
    });

    test('are changed by who runs the organization, and audited', async () => {
      expect(await web.post(fiona, '/settings/organization', { ...settings, version: '1' })).toMatchObject({ status: 303, location: '/settings/organization' });
      expect(await stored()).toMatchObject({ version: 2, allocationRule: 'by-due-date', writeOffLimitACents: 5_000, writeOffLimitBCents: 50_000, termsDays: 14 });
      const trail = (await web.get(fiona, '/audit')).body;
      expect(trail).toContain('Edit the organization’s settings');
    });

    test('what another has changed meanwhile is not overwritten', async () => {
      const { status, body } = await web.post(fiona, '/settings/organization', { ...settings, termsDays: '7', version: '1' }, HTMX);
      expect([status, body.includes('changed this at')]).toEqual([409, true]);
    });

    test.each([
      ['a supervisor’s limit below a clerk’s', { writeOffLimitBCents: '10.00' }, 'A supervisor’s limit (B) is not below a clerk’s limit (A)'],
      ['a limit for a supervisor only', { writeOffLimitACents: '' }, 'A supervisor’s limit (B) is not below a clerk’s limit (A)'],
      ['a negative limit', { writeOffLimitACents: '-1' }, 'neither is negative'],
      ['terms of more than a year', { termsDays: '400' }, 'type 365 or less'],
      ['a rule that is none', { allocationRule: 'by-mood' }, 'choose one of the entries of the list'],
      ['no name', { name: '  ' }, 'Name is missing'],
    ])('%s is refused', async (_, fields, sentence) => {
      const { status, body } = await web.post(fiona, '/settings/organization', { ...settings, version: '2', ...fields }, HTMX);
      expect([status, body]).toEqual([422, expect.stringContaining(sentence)]);
    });

    test('a location manager reads them and changes nothing; the front desk does not see them', async () => {
      const page = (await web.get(liam, '/settings/organization')).body;
      expect([page.includes('By due date'), page.includes('name="termsDays"')]).toEqual([true, false]);
      expect((await web.post(liam, '/settings/organization', { ...settings, version: '2' })).status).toBe(403);
      const anna = web.signIn(actorOf('administrator', web.clinic.maple), [{ id: web.clinic.maple, name: 'Maple Street' }]);
      const refused = await web.post(anna, '/settings/organization', { ...settings, version: '2' }, HTMX);
      expect([refused.status, refused.body.includes('This holds for the whole organization')]).toEqual([403, true]);
      expect((await web.get(frank, '/settings')).status).toBe(403);
    });

    test('a location that is added without terms takes those of the organization', async () => {
      const { locationId } = await web.run<{ locationId: string }>(new AddLocation({ code: 'HP', name: 'Harbor Point', timeZone: 'America/New_York' }));
      expect(await web.app.get(LocationsQueries, { strict: false }).get(locationId)).toMatchObject({ termsDays: 14 });
    });
  });
});

function actorOf(role: Role, locationId: string): Actor {
  return staffActor({ id: newId(), name: `The ${role}`, grants: [{ role, locationId }] });
}
