import { AddPayer, AddPayerContact, DeactivatePayer, EditPayer, PayersQueries, ReactivatePayer } from '../../src/insurers/index.js';
import { AddCoverage, RegisterPatient } from '../../src/patients/index.js';
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
    expect(await payers.get(payerId)).toEqual({ payerId, name: 'Harborlight Health Plan', kind: 'insurer', rootId: payerId, termsDays: 30, state: 'active' });
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

  test('how claims go to a payer is kept as it was typed, with the day by which they must arrive', async () => {
    const payerId = await add('Blue Canyon Health', 'insurer', { claimGuidelines: 'Portal only.\r\n\r\n\r\nAttach the referral. ', claimAddress: 'PO Box 12, Dayton OH', filingLimitDays: 90, notes: 'Slow in January' });
    expect(await payers.details(payerId)).toMatchObject({ claimGuidelines: 'Portal only.\n\nAttach the referral.', claimAddress: 'PO Box 12, Dayton OH', filingLimitDays: 90, notes: 'Slow in January', state: 'active' });
    expect(await refusalOf(add('Too late', 'insurer', { filingLimitDays: 0 }))).toBe('A filing limit is 1 to 1825 days; leave it empty when you do not know it.');
  });

  test('contacts can be reached, and are added, changed and removed with the payer', async () => {
    const payerId = await add('Contacted Mutual');
    const contact = (fields: Partial<AddPayerContact>): Promise<{ contactId: string }> => records.act(new AddPayerContact({ payerId, version: 1, ...fields }));
    expect(await refusalOf(contact({ phone: '555-0100' }))).toContain('Type who it is');
    expect(await refusalOf(contact({ role: 'Claims' }))).toContain('at least one way to reach');
    expect(await refusalOf(contact({ role: 'Claims', email: 'claims at home' }))).toContain('claims@payer.example');
    const { contactId } = await contact({ role: 'Claims', phone: '555-0100', hours: '8 to 4 Central' });
    expect(await payers.contacts(payerId)).toEqual([{ contactId, role: 'Claims', name: '', phone: '555-0100', fax: '', email: '', hours: '8 to 4 Central' }]);
    expect(await refusalOf(contact({ role: 'Appeals', phone: '1' }))).toContain('Add a contact of a payer');
  });

  test('an inactive payer is not offered for a coverage until it is reactivated', async () => {
    const payerId = await add('Dormant Mutual');
    const { patientId } = await records.act<{ patientId: string }>(new RegisterPatient({ locationId: records.maple, lastName: 'Adler', firstName: 'June', birthDate: '1990-01-02' }));
    const cover = (): Promise<unknown> => records.act(new AddCoverage({ patientId, payerId, sequence: 1, memberId: 'D1', validFrom: '2026-01-01' }));
    await records.act(new DeactivatePayer({ payerId, version: 1 }));
    expect(await refusalOf(cover())).toBe('Dormant Mutual is inactive; choose another payer, or have it reactivated under Insurers.');
    expect(await refusalOf(records.act(new DeactivatePayer({ payerId, version: 2 })))).toBe('Dormant Mutual is inactive already.');
    expect((await payers.find({ state: 'inactive' })).items.map((item) => item.name)).toEqual(['Dormant Mutual']);
    expect((await payers.find({ state: 'inactive', kind: 'employer' })).items).toEqual([]);
    await records.act(new ReactivatePayer({ payerId, version: 2 }));
    await cover();
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
    expect(await refusalOf(records.act(new AddPayer({ name: 'Forbidden', kind: 'other' }), readerAt(records.maple)))).toContain('add and edit payers');
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
    expect(await payers.payments([payerId], { locationIds: [records.maple] })).toEqual({ items: [], next: undefined });
  });
});
