import { OpenDays } from '../../src/calendar/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { AddLocation, LocationsQueries } from '../../src/locations/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { newId } from '../../src/platform/ids.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { ServicesQueries } from '../../src/services/index.js';
import { staffActor, type Role } from '../../src/staff/index.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';

const HTMX = { 'hx-request': 'true' };
const MOST_READS = 12;
const LIST = '/settings/locations';

eachEngine((engine) => {
  describe('locations', () => {
    let web: ClinicWeb;
    let fiona: string;
    let liam: string;
    let ben: string;
    let harbor: string;

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      const maple = [{ id: web.clinic.maple, name: 'Maple Street' }];
      const somebody = (role: Role, locationId: string): string =>
        web.signIn(staffActor({ id: newId(), name: `The ${role}`, grants: [{ role, locationId }] }), maple);
      fiona = somebody('finance-manager', '*');
      liam = somebody('location-manager', web.clinic.maple);
      ben = somebody('billing-supervisor', '*');
    });
    afterAll(() => web.close());

    const details = { code: 'hp', name: 'Harbor Point', timeZone: 'America/New_York', termsDays: '21', address: '1 Quay Road', phone: '555 0100', taxId: '12-345', invoiceHeader: 'Harbor Point Clinic', invoiceFooter: 'Pay at the desk\r\nor by check' };
    const stored = async (id = harbor) => (await web.app.get(LocationsQueries, { strict: false }).get(id))!;
    const versioned = async (fields: Record<string, string>, id = harbor) => ({ ...fields, version: String((await stored(id)).version) });
    const checked = async () => (await runCheck(web.app.get(Reader))).violations;

    test('are added by who runs the organization, with days, numbers and what invoices say', async () => {
      const added = await web.post(fiona, LIST, { ...details, invoicePrefix: '' });
      expect(added.status).toBe(303);
      harbor = added.location!.slice(LIST.length + 1);
      expect(await stored()).toMatchObject({ code: 'HP', invoicePrefix: 'HP', phone: '555 0100', termsDays: 21, invoiceFooter: 'Pay at the desk\nor by check', state: 'active' });
      const page = await web.get(fiona, added.location!);
      expect(page.body).toContain('the next invoice is HP-10001');
      expect(page.reads).toBeLessThanOrEqual(MOST_READS);
      const list = await web.get(fiona, LIST);
      expect([list.body.includes('Harbor Point'), list.reads <= MOST_READS]).toEqual([true, true]);
      expect((await web.post(liam, LIST, details)).status).toBe(403);
      expect((await web.post(ben, LIST, details)).status).toBe(403);
    });

    test.each([
      ['a code twice', { code: 'MS', invoicePrefix: 'QQ' }, 'There is already a location with the code MS'],
      ['a zone that is none', { timeZone: 'Chicago' }, 'is not a time zone'],
      ['no name', { name: '' }, 'Name is missing'],
      ['terms of more than a year', { termsDays: '999' }, 'type 365 or less'],
      ['a footer longer than its place', { invoiceFooter: 'x'.repeat(501) }, 'use at most 500'],
    ])('%s is refused, when adding and when editing', async (_, fields, sentence) => {
      const adding = await web.post(fiona, LIST, { ...details, code: 'ZZ', name: 'Else', ...fields }, HTMX);
      expect([adding.status, adding.body]).toEqual([422, expect.stringContaining(sentence)]);
      const { invoicePrefix: _prefix, ...edited } = fields as Record<string, string>;
      const editing = await web.post(fiona, `${LIST}/${harbor}`, await versioned({ ...details, ...edited }), HTMX);
      expect([editing.status, editing.body]).toEqual([422, expect.stringContaining(sentence)]);
    });

    test('are edited at one’s own location only; a foreign one looks missing', async () => {
      const changed = await versioned({ ...details, code: 'MS', name: 'Maple Street Clinic', timeZone: 'America/Chicago' }, web.clinic.maple);
      expect((await web.post(liam, `${LIST}/${web.clinic.maple}`, changed)).status).toBe(303);
      expect(await stored(web.clinic.maple)).toMatchObject({ name: 'Maple Street Clinic', phone: '555 0100' });
      const stale = await web.post(liam, `${LIST}/${web.clinic.maple}`, changed, HTMX);
      expect([stale.status, stale.body.includes('changed this at')]).toEqual([409, true]);
      expect((await web.get(liam, `${LIST}/${harbor}`)).status).toBe(404);
      expect((await web.post(liam, `${LIST}/${harbor}`, await versioned(details))).status).toBe(404);
      expect((await web.get(liam, LIST)).body).not.toContain('Harbor Point');
      expect((await web.post(ben, `${LIST}/${web.clinic.maple}`, changed)).status).toBe(403);
    });

    test('the zone changes until something is posted there, and then stays', async () => {
      expect((await web.post(fiona, `${LIST}/${harbor}`, await versioned({ ...details, timeZone: 'Pacific/Honolulu' }))).status).toBe(303);
      expect((await stored()).timeZone).toBe('Pacific/Honolulu');
      await invoiceAt(web, web.clinic.riverside);
      const refused = await web.post(fiona, `${LIST}/${web.clinic.riverside}`, await versioned({ ...details, code: 'RS', name: 'Riverside', timeZone: 'Asia/Tokyo' }, web.clinic.riverside), HTMX);
      expect([refused.status, refused.body]).toEqual([422, expect.stringContaining('The time zone stays')]);
    });

    test('invoice numbers take another prefix and go on; the next number is only raised; the check tells gaps from losses', async () => {
      const { riverside } = web.clinic;
      const change = async (fields: Record<string, string>) => web.post(fiona, `${LIST}/${riverside}/numbers`, await versioned(fields, riverside), HTMX);
      expect((await invoiceAt(web, riverside)).number).toBe('RS-10002');
      expect((await change({ invoicePrefix: 'rv', nextNumber: '' })).status).toBe(200);
      expect((await invoiceAt(web, riverside)).number).toBe('RV-10003');
      expect(await checked()).toEqual([]);
      expect((await change({ invoicePrefix: 'RV', nextNumber: '20000' })).status).toBe(200);
      expect((await change({ invoicePrefix: 'RS', nextNumber: '' })).status).toBe(200);
      expect((await invoiceAt(web, riverside)).number).toBe('RS-20000');
      expect(await checked()).toEqual([]);
      for (const [fields, sentence] of [
        [{ invoicePrefix: 'RS', nextNumber: '20000' }, 'The next number is 20001; it can only be raised'],
        [{ invoicePrefix: 'MS', nextNumber: '' }, 'Another location already numbers its invoices MS-'],
        [{ invoicePrefix: 'R-S', nextNumber: '' }, '1 to 10 letters and digits'],
      ] as const) {
        const { status, body } = await change(fields);
        expect([status, body]).toEqual([422, expect.stringContaining(sentence)]);
      }
      expect((await web.post(liam, `${LIST}/${riverside}/numbers`, await versioned({ invoicePrefix: 'XX' }, riverside))).status).toBe(404);
    });

    test('what services cost there is set on one list of the location; an empty price is none, and nobody’s change is overwritten', async () => {
      const { maple, riverside, visit, taxedBrace: lab } = web.clinic;
      const at = `/services/at/${maple}`;
      const save = (rows: [string, string, string][], who = fiona) => web.post(who, at, Object.fromEntries(rows.flatMap(([serviceId, priceCents, seenCents], index) => Object.entries({ serviceId, priceCents, seenCents }).map(([name, value]) => [`prices[${index}][${name}]`, value]))), HTMX);
      const prices = async () => (await web.app.get(ServicesQueries, { strict: false }).priceList(maple)).map(({ serviceId, priceCents }) => [serviceId, priceCents]);
      const before = Object.fromEntries(await prices()) as Record<string, number>;
      const page = await web.get(fiona, `${at}?q=visit`);
      expect([page.status, page.reads <= MOST_READS, page.body.includes('Prices at Maple Street')]).toEqual([200, true, true]);
      expect((await web.get(fiona, `${LIST}/${maple}`)).body).toContain(`hx-get="${at}"`);
      const shown = (cents: number) => (cents / 100).toFixed(2);
      expect((await save([[visit, '61.50', shown(before[visit]!)], [lab, '', shown(before[lab]!)]])).location).toBe(at);
      expect(await prices()).toEqual(Object.entries(before).flatMap(([id, cents]) => (id === lab ? [] : [[id, id === visit ? 6150 : cents]])));
      const late = await save([[visit, '70.00', shown(before[visit]!)], [lab, '5.00', '']]);
      expect([late.status, late.body]).toEqual([409, expect.stringContaining('was set to 61.50 by somebody else')]);
      expect((await save([[visit, '-1.00', '61.50']])).body).toContain('A price is 0.00 or more');
      expect((await save([[visit, shown(before[visit]!), '61.50'], [lab, shown(before[lab]!), '']])).status).toBe(200);
      expect(Object.fromEntries(await prices())).toEqual(before);
      expect([(await save([[visit, '1.00', '']], liam)).status, (await web.get(liam, at)).body.includes('Save the prices'), (await web.get(liam, `/services/at/${riverside}`)).status]).toEqual([403, false, 404]);
    });

    test('a prefix that another location has used stays with it', async () => {
      const { status, body } = await web.post(fiona, LIST, { ...details, code: 'R2', name: 'Second', invoicePrefix: 'RV' }, HTMX);
      expect([status, body]).toEqual([422, expect.stringContaining('Another location already numbers its invoices RV-')]);
    });

    test('are deactivated once settled: nothing is posted there, and activating undoes it', async () => {
      const act = async (id: string, verb: string) => web.post(fiona, `${LIST}/${id}/${verb}`, await versioned({}, id), HTMX);
      const open = await act(web.clinic.riverside, 'deactivation');
      expect([open.status, open.body]).toEqual([422, expect.stringContaining('There are still open invoices at this location')]);
      expect((await web.post(liam, `${LIST}/${web.clinic.maple}/deactivation`, await versioned({}, web.clinic.maple))).status).toBe(403);
      const patientId = await web.clinic.patient({ locationId: harbor, covered: false });
      expect((await act(harbor, 'deactivation')).status).toBe(200);
      expect((await web.get(fiona, `${LIST}/${harbor}`)).body).toContain('This location is deactivated');
      await expect(web.clinic.invoice(patientId, { locationId: harbor })).rejects.toMatchObject({ code: 'location-retired' });
      const edited = await web.post(fiona, `${LIST}/${harbor}`, await versioned(details), HTMX);
      expect([edited.status, edited.body]).toEqual([422, expect.stringContaining('Activate it first')]);
      expect((await act(harbor, 'activation')).status).toBe(200);
      expect((await stored()).state).toBe('active');
    });

    test('the last active one stays', async () => {
      const only = await clinicWeb(await engine.config());
      const anna = only.signIn(staffActor({ id: newId(), name: 'Anna', grants: [{ role: 'administrator', locationId: '*' }] }), [{ id: only.clinic.maple, name: 'Maple Street' }]);
      const deactivate = async (id: string) => only.post(anna, `${LIST}/${id}/deactivation`, { version: '1' }, HTMX);
      expect((await deactivate(only.clinic.riverside)).status).toBe(200);
      expect((await deactivate(only.clinic.maple)).body).toContain('the only active location');
      await only.close();
    });

    test('a location of its own code keeps books that check', async () => {
      const { locationId } = await web.run<{ locationId: string }>(new AddLocation({ code: 'CR', name: 'Cedar Row', timeZone: 'America/Chicago' }));
      await web.run(new OpenDays({ locationId, from: addDays(web.clinic.today, -5), through: addDays(web.clinic.today, 5) }));
      expect(await checked()).toEqual([]);
    });
  });
});

async function invoiceAt(web: ClinicWeb, locationId: string): Promise<{ number: string }> {
  return web.clinic.invoice(await web.clinic.patient({ locationId, covered: false }), { locationId });
}
