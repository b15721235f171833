import { AddPayer, EditPayer, PayersQueries } from '../../src/insurers/index.js';
import { eachEngine } from '../support/database.js';
import { clerkAt, readerAt, recordsOf, refusalOf, type Records } from '../support/records.js';

eachEngine((engine) => {
  let records: Records;
  let payers: PayersQueries;

  beforeAll(async () => {
    records = await recordsOf(await engine.config());
    payers = records.module.get(PayersQueries);
  });
  afterAll(() => records.close());

  const add = async (name: string, kind = 'insurer', more: Partial<AddPayer> = {}): Promise<string> =>
    (await records.act<{ payerId: string }>(new AddPayer({ name, kind, ...more }))).payerId;

  test('a payer is added with its kind and terms', async () => {
    const payerId = await add(' Harborlight  Health Plan ', 'insurer', { payerRef: '60054', termsDays: 30 });
    expect(await payers.get(payerId)).toEqual({ payerId, name: 'Harborlight Health Plan', kind: 'insurer', rootId: payerId, termsDays: 30 });
    expect(await payers.details(payerId)).toMatchObject({ payerRef: '60054', kindName: 'Insurer', version: 1 });
  });

  test('a name is taken in every spelling of it', async () => {
    await add('Côte-d’Or Assurance');
    expect(await refusalOf(add('COTE DOR  assurance'))).toBe(
      'There is already a payer called “COTE DOR assurance”, perhaps in another spelling. Find it in the list, or add the city or plan to this name.',
    );
  });

  test('a kind, a name and sensible terms are needed', async () => {
    expect(await refusalOf(add('Nobody', 'bank'))).toBe('Choose a kind: insurer, extended-plan, platform, employer or other.');
    expect(await refusalOf(add('  '))).toBe('Name is missing; type it.');
    expect(await refusalOf(add('Slow', 'other', { termsDays: 366 }))).toBe('Payment terms are 0 to 365 days; leave them empty to use the location’s terms.');
  });

  test('an edit says who was there before', async () => {
    const payerId = await add('Tamarack Mutual', 'extended-plan');
    const edit = (version: number, phone: string): EditPayer => new EditPayer({ payerId, version, name: 'Tamarack Mutual', kind: 'extended-plan', phone });
    const clerk = clerkAt(records.maple);
    await records.act(edit(1, '555-0100'), clerk);
    expect(await refusalOf(records.act(edit(1, '555-0199'), clerk))).toMatch(/^Dana Ruiz changed this at .*: Edit a payer \(phone\)\./);
    expect((await payers.details(payerId))?.phone).toBe('555-0100');
  });

  test('adding and editing is for those who may', async () => {
    expect(await refusalOf(records.act(new AddPayer({ name: 'Forbidden', kind: 'other' }), readerAt(records.maple)))).toContain('payer.edit');
  });

  test('the list is found by the beginnings of words and by kind, page by page', async () => {
    for (let index = 0; index < 26; index += 1) await add(`Employer ${String(index).padStart(2, '0')} Freight`, 'employer');
    const first = await payers.find({ find: 'fre emp', kind: 'employer' });
    expect(first.items).toHaveLength(25);
    const second = await payers.find({ find: 'fre emp', kind: 'employer', after: first.next! });
    expect(second.items.map((item) => item.name)).toEqual(['Employer 25 Freight']);
    expect((await payers.find({ find: 'fre emp', kind: 'platform' })).items).toEqual([]);
    expect((await payers.find({ find: 'reight' })).items).toEqual([]);
  });

  test('a payer without payments has an empty list of them', async () => {
    const payerId = await add('Quiet Mutual');
    expect(await payers.payments(payerId, { locationIds: [records.maple] })).toEqual({ items: [], next: undefined });
  });
});
