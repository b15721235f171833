import { Test, type TestingModule } from '@nestjs/testing';
import { AddLocation, LocationsModule, LocationsQueries, mustBeOwnCurrency, OrganizationQueries, SetUpOrganization } from '../../src/locations/index.js';
import { actAs, systemActor, type Actor } from '../../src/platform/actor.js';
import { Commands } from '../../src/platform/commands.js';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/ids.js';
import { CONFIG, PlatformModule } from '../../src/platform/platform.module.js';
import { staffActor, type Role } from '../../src/staff/index.js';
import { eachEngine } from '../support/database.js';

eachEngine((engine) => {
  let module: TestingModule;

  beforeAll(async () => {
    module = await Test.createTestingModule({ imports: [PlatformModule, LocationsModule] })
      .overrideProvider(CONFIG).useValue(await engine.config())
      .compile();
    await module.init();
  });
  afterAll(async () => {
    const database = module.get(Database);
    await module.close();
    await database.close();
  });

  const run = <T>(command: object, as: Actor = systemActor('system:test')): Promise<T> => actAs(as, () => module.get(Commands).execute<T>(command));
  const maple = { code: 'ms', name: ' Maple  Street ', timeZone: 'America/Chicago' };

  test('a location needs an organization first', async () => {
    await expect(run(new AddLocation(maple))).rejects.toMatchObject({ code: 'organization-missing' });
  });

  test('a currency is one of the world, and brings its decimals', async () => {
    await expect(run(new SetUpOrganization({ name: 'Clinics', currency: 'dollars' }))).rejects.toMatchObject({ code: 'currency-unknown', fields: ['currency'] });
    await run(new SetUpOrganization({ name: 'Clinics', currency: 'kwd' }));
    expect(await module.get(OrganizationQueries).get()).toMatchObject({ name: 'Clinics', currency: 'KWD', exponent: 3 });
  });

  test('there is one organization', async () => {
    await expect(run(new SetUpOrganization({ name: 'Others', currency: 'USD' }))).rejects.toMatchObject({ code: 'organization-exists', sentence: expect.stringContaining('Clinics') as string });
  });

  test('another currency is refused with a sentence', () => {
    expect(() => mustBeOwnCurrency('eur', 'USD')).toThrow('The books are kept in USD; an amount in EUR cannot be recorded.');
    expect(() => mustBeOwnCurrency('usd', 'USD')).not.toThrow();
  });

  test('a location has a code, a name, a zone and a prefix for its invoices', async () => {
    const { locationId } = await run<{ locationId: string }>(new AddLocation(maple));
    expect(await module.get(LocationsQueries).get(locationId)).toMatchObject({ code: 'MS', name: 'Maple Street', timeZone: 'America/Chicago', invoicePrefix: 'MS', termsDays: 30 });
    expect((await module.get(LocationsQueries).byCode(' ms '))?.id).toBe(locationId);
  });

  test.each([
    ['location-code-taken', { code: 'MS', invoicePrefix: 'XX' }],
    ['invoice-prefix-taken', { code: 'M2', invoicePrefix: 'MS' }],
    ['time-zone-unknown', { timeZone: 'Chicago' }],
    ['invoice-prefix', { invoicePrefix: 'M-S' }],
    ['terms-days', { termsDays: -1 }],
    ['text-missing', { name: '' }],
  ])('is refused: %s', async (code, fields) => {
    await expect(run(new AddLocation({ code: 'RS', name: 'Riverside', timeZone: 'America/Chicago', ...fields }))).rejects.toMatchObject({ code });
  });

  test('is added by those who run the organization, not by those who run a location', async () => {
    const riverside = new AddLocation({ code: 'RS', name: 'Riverside', timeZone: 'America/New_York' });
    for (const role of ['location-manager', 'billing-supervisor', 'auditor', 'front-desk'] as Role[]) {
      await expect(run(riverside, staffActor({ id: newId(), name: role, grants: [{ role, locationId: '*' }] }))).rejects.toMatchObject({ code: 'forbidden' });
    }
    const atMaple = (await module.get(LocationsQueries).byCode('MS'))!.id;
    await expect(run(riverside, staffActor({ id: newId(), name: 'Adam', grants: [{ role: 'administrator', locationId: atMaple }] }))).rejects.toMatchObject({ code: 'forbidden' });
    await run(riverside, staffActor({ id: newId(), name: 'Adam', grants: [{ role: 'administrator', locationId: '*' }] }));
  });

  test('the list shows only the locations of the scope', async () => {
    const queries = module.get(LocationsQueries);
    const all = await queries.all();
    expect(all.map(({ code }) => code)).toEqual(['MS', 'RS']);
    expect((await queries.all({ locationIds: [all[1]!.id] })).map(({ code }) => code)).toEqual(['RS']);
    expect(await queries.all({ locationIds: [] })).toEqual([]);
  });
});
