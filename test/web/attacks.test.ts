import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { JsonLog } from '../../src/platform/json-log.js';
import { routesOf } from '../../src/platform/web/route-list.js';
import { staffActor } from '../../src/staff/index.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { staffWeb, type StaffWeb } from '../support/staff-web.js';

/** What no id looks like; the first three cannot even be compared with an id on MariaDB. */
const NO_IDS = ['é😀', '１２３', '\u202eabc', "' OR 1=1 --", '%_', 'a\u0000b', 'x'.repeat(90)];

eachEngine((engine) => {
  describe('whoever types addresses by hand', () => {
    let web: ClinicWeb;
    let dana: string;
    const faults: unknown[] = [];

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      web.app.get(JsonLog).write = (line) => void (line.includes('"level":"error"') && faults.push(JSON.parse(line)));
      const { maple } = web.clinic;
      dana = web.signIn(staffActor({ id: '01K0000000000000000000DANA', name: 'Dana Ruiz', grants: [{ role: 'billing-supervisor', locationId: maple }] }), [{ id: maple, name: 'Maple Street' }]);
    });
    afterAll(() => web.close());
    afterEach(() => expect(faults).toEqual([]));

    test('finds no record under anything that is no id', async () => {
      const routes = routesOf(web.app.get(DiscoveryService, { strict: false }), web.app.get(MetadataScanner, { strict: false }), web.app.get(Reflector, { strict: false }));
      const pages = routes.filter(({ verb, path, needs }) => verb === 'GET' && path.includes(':') && needs !== 'service.edit');
      expect(pages.length).toBeGreaterThan(10);
      for (const { path } of pages) {
        for (const text of NO_IDS) {
          const { status } = await web.get(dana, path.replace(/:\w+/g, encodeURIComponent(text)));
          expect([path, text, status]).toEqual([path, text, 404]);
        }
      }
    });

    test.each(['/invoices?location=', '/ledger/explain?invoice=', '/ledger/journals?location=', '/payments?payer=', '/audit?before='])('hears that %s is no entry of the list', async (path) => {
      for (const text of NO_IDS) {
        const { status } = await web.get(dana, path + encodeURIComponent(text));
        expect([text, status]).toEqual([text, 422]);
      }
    });

    test('keeps the words that stand in an id’s place', async () => {
      expect((await web.get(dana, '/invoices?location=all')).status).toBe(200);
      expect((await web.get(dana, '/ledger/explain?invoice=none')).status).toBe(404);
    });

    test('is not led to another site by the way back', async () => {
      const back = async (referer: string) => /class="[^"]*" href="([^"]*)"[^>]*>\s*Back/.exec((await web.post(dana, '/insurers', { name: '', kind: '' }, { referer })).body)?.[1];
      expect(await back('http://clinic.test/insurers/new')).toBe('/insurers/new');
      expect(await back('http://clinic.test//evil.example/x')).toBe('/');
      expect(await back('http://evil.example/x')).toBe('/');
    });
  });

  describe('a proxy that passes on any address', () => {
    let web: StaffWeb;

    beforeAll(async () => {
      web = await staffWeb(await engine.config());
    });
    afterAll(() => web.close());

    test('signs people in all the same', async () => {
      await web.person('dana', 'auditor');
      const { status } = await web.post('/sign-in', { userName: 'dana', password: 'a long enough sentence' }, { address: '127.0.0.1', headers: { 'x-forwarded-for': 'x'.repeat(200) } });
      expect(status).toBe(303);
    });
  });
});
