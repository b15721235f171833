import { AddService, EditService, ServicesQueries, SetPrice } from '../../src/services/index.js';
import { eachEngine } from '../support/database.js';
import { clerkAt, readerAt, recordsOf, refusalOf, type Records } from '../support/records.js';

eachEngine((engine) => {
  let records: Records;
  let services: ServicesQueries;

  beforeAll(async () => {
    records = await recordsOf(await engine.config());
    services = records.module.get(ServicesQueries);
  });
  afterAll(() => records.close());

  const add = (fields: Partial<AddService> = {}, actor?: ReturnType<typeof clerkAt>): Promise<{ serviceId: string }> =>
    records.act(new AddService({ locationId: records.maple, code: 'PT-45', description: 'Physiotherapy session', priceCents: 13_200, ...fields }), actor);

  test('a service has a price at each location that offers it', async () => {
    const { serviceId } = await add({ code: 'pt-45', taxBasisPoints: 825 });
    expect(await services.priced(serviceId, records.maple)).toEqual({ serviceId, code: 'PT-45', description: 'Physiotherapy session', priceCents: 13_200, taxBasisPoints: 825 });
    expect(await services.priced(serviceId, records.riverside)).toBeUndefined();
    await records.act(new SetPrice({ serviceId, locationId: records.riverside, priceCents: 14_000 }));
    await records.act(new SetPrice({ serviceId, locationId: records.maple, priceCents: 0 }));
    expect((await services.prices(serviceId, { locationIds: 'all' })).map((price) => [price.locationName, price.priceCents])).toEqual([['Maple Street', 0], ['Riverside', 14_000]]);
    expect(await services.prices(serviceId, { locationIds: [records.maple] })).toHaveLength(1);
  });

  test('a code is used once, and a price is neither negative nor a part of a cent', async () => {
    await add({ code: 'XR-1' });
    expect(await refusalOf(add({ code: 'xr-1' }))).toContain('There is already a service with the code XR-1.');
    expect(await refusalOf(add({ code: 'XR-2', priceCents: -1 }))).toBe('A price is 0.00 or more, at most 99,999,999.99, and not negative. Type it again.');
    expect(await refusalOf(add({ code: 'XR-2', priceCents: 10.5 }))).toContain('A price is 0.00 or more');
    expect(await refusalOf(add({ code: 'XR-2', taxBasisPoints: 10_001 }))).toContain('between 0 and 100 percent');
  });

  test('a retired service is not offered any more', async () => {
    const { serviceId } = await add({ code: 'OLD-1', description: 'Cupping' });
    await records.act(new EditService({ serviceId, version: 1, code: 'OLD-1', description: 'Cupping', isRetired: true }));
    expect((await services.priceList(records.maple)).map((service) => service.code)).not.toContain('OLD-1');
    expect((await services.find(records.maple, { find: 'cupp' })).items).toMatchObject([{ code: 'OLD-1', state: 'retired' }]);
  });

  test('a price is set where the clerk may, from a form of the service as it is', async () => {
    const { serviceId } = await add({ code: 'LAB-1' });
    const price = (version: number, locationId: string): SetPrice => new SetPrice({ serviceId, locationId, priceCents: 100, version });
    expect(await refusalOf(records.act(price(1, records.riverside), clerkAt(records.maple)))).toContain('There is no such record');
    expect(await refusalOf(records.act(price(1, records.maple), readerAt(records.maple)))).toContain('edit services and prices');
    await records.act(price(1, records.maple), clerkAt(records.maple));
    expect(await refusalOf(records.act(price(1, records.maple), clerkAt(records.maple)))).toContain('Set the price of a service');
  });

  test('a service is found by any part of its code or description', async () => {
    await add({ code: 'KB-9', description: 'Knee brace, fitted' });
    const found = async (find: string): Promise<string[]> => (await services.find(records.riverside, { find })).items.map((item) => item.code);
    expect(await found('brace knee')).toEqual(['KB-9']);
    expect(await found('b-9')).toEqual(['KB-9']);
    expect(await found('elbow')).toEqual([]);
  });
});
