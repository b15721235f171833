import { AddPayer } from '../../src/insurers/index.js';
import {
  AddCoverage, AddPatientToLocation, EditCoverage, EditPatient, EndCoverage, PatientsQueries, RegisterPatient,
} from '../../src/patients/index.js';
import { Commands } from '../../src/platform/commands.js';
import { Database } from '../../src/platform/database/database.js';
import { eachEngine } from '../support/database.js';
import { clerkAt, readerAt, recordsOf, refusalOf, type Records } from '../support/records.js';

const MISSING = 'There is no such record, or it is not at one of your locations.';
const EVERYWHERE = { locationIds: 'all' } as const;

eachEngine((engine) => {
  let records: Records;
  let patients: PatientsQueries;
  let harbor: string;

  beforeAll(async () => {
    records = await recordsOf(await engine.config());
    patients = records.module.get(PatientsQueries);
    harbor = (await records.act<{ payerId: string }>(new AddPayer({ name: 'Harborlight Health Plan', kind: 'insurer' }))).payerId;
  });
  afterAll(() => records.close());

  const register = (fields: Partial<RegisterPatient> = {}, actor?: ReturnType<typeof clerkAt>): Promise<{ patientId: string; number: string }> =>
    records.act(new RegisterPatient({ locationId: records.maple, lastName: 'Hartwell', firstName: 'Amelia', birthDate: '1984-03-14', ...fields }), actor);
  const names = async (typed: string, scope: Parameters<PatientsQueries['find']>[1] = EVERYWHERE): Promise<string[]> => (await patients.find(typed, scope)).items.map((item) => item.name);

  describe('registering', () => {
    test('gives the next free number, passing over those brought along', async () => {
      const first = await register();
      await register({ number: String(Number(first.number) + 1), lastName: 'Taken' });
      const next = await register({ lastName: 'Later' });
      expect(Number(next.number)).toBe(Number(first.number) + 2);
    });

    test('refuses a number that is taken, in whatever spelling', async () => {
      await register({ number: 'old-17', lastName: 'Oldest' });
      expect(await refusalOf(register({ number: 'OLD-17' }))).toBe('Patient number OLD-17 is taken. Find the patient by that number, or leave the field empty to get the next free number.');
    });

    test('takes the day of the location for a birth date', async () => {
      expect(await refusalOf(register({ birthDate: '2190-01-01' }))).toBe('The birth date Jan 1, 2190 is in the future; check the year.');
    });

    test('names a guarantor by number, but only one that the clerk may see', async () => {
      const mother = await register({ lastName: 'Hartwell', firstName: 'June', locationId: records.riverside });
      const child = await register({ firstName: 'Timmy', guarantorNumber: mother.number });
      expect((await patients.summary(child.patientId, EVERYWHERE))?.guarantorId).toBe(mother.patientId);
      expect(await refusalOf(register({ firstName: 'Tina', guarantorNumber: mother.number }, clerkAt(records.maple)))).toBe(
        `No patient with the number ${mother.number} is at one of your locations. Register the guarantor first, or leave the field empty when the patient pays.`,
      );
    });

    test('is for whoever may edit patients at that location', async () => {
      expect(await refusalOf(register({}, readerAt(records.maple)))).toContain('register and edit patients');
      expect(await refusalOf(register({}, clerkAt(records.riverside)))).toBe(MISSING);
    });
  });

  describe('editing', () => {
    test('says who changed the record meanwhile', async () => {
      const { patientId } = await register({ lastName: 'Stale' });
      const clerk = clerkAt(records.maple);
      const edit = (version: number, phone: string): EditPatient => new EditPatient({ patientId, version, lastName: 'Stale', firstName: 'Sam', birthDate: '1984-03-14', phone });
      await records.act(edit(1, '555-0100'), clerk);
      const sentence = await refusalOf(records.act(edit(1, '555-0199'), clerk));
      expect(sentence).toContain('Dana Ruiz changed this');
      expect(sentence).toContain('Edit a patient');
      expect((await patients.summary(patientId, EVERYWHERE))?.phone).toBe('555-0100');
    });

    test('keeps a guarantor whom the clerk cannot see', async () => {
      const mother = await register({ firstName: 'Una', locationId: records.riverside });
      const { patientId } = await register({ firstName: 'Ulla', guarantorNumber: mother.number });
      await records.act(
        new EditPatient({ patientId, version: 1, lastName: 'Hartwell', firstName: 'Ulla', birthDate: '2014-01-01', guarantorNumber: mother.number }),
        clerkAt(records.maple),
      );
      expect((await patients.summary(patientId, EVERYWHERE))?.guarantorId).toBe(mother.patientId);
    });

    test('is refused to a role without it, and looks missing elsewhere', async () => {
      const { patientId } = await register({ lastName: 'Guarded' });
      const edit = new EditPatient({ patientId, version: 1, lastName: 'Changed', firstName: 'By Force', birthDate: '1984-03-14' });
      expect(await refusalOf(records.act(edit, readerAt(records.maple)))).toContain('register and edit patients');
      expect(await refusalOf(records.act(edit, clerkAt(records.riverside)))).toBe(MISSING);
    });
  });

  describe('coverages', () => {
    const cover = (patientId: string, fields: Partial<AddCoverage> = {}): Promise<{ coverageId: string }> =>
      records.act(new AddCoverage({ patientId, payerId: harbor, sequence: 1, memberId: 'XK-100 4471', validFrom: '2026-01-01', ...fields }));

    test('are those that hold on the day, in the order in which payers are asked', async () => {
      const { patientId } = await register({ lastName: 'Covered' });
      const tamarack = (await records.act<{ payerId: string }>(new AddPayer({ name: 'Tamarack Mutual', kind: 'extended-plan' }))).payerId;
      await cover(patientId, { payerId: tamarack, sequence: 2, repay: 'reimburse', validTo: '2026-08-31' });
      await cover(patientId, { copayKind: 'percent', copayValue: 2000, copayWhose: 'patient' });
      expect(await patients.activeCoverages(patientId, '2026-08-31')).toMatchObject([
        { payerName: 'Harborlight Health Plan', sequence: 1, repay: 'direct', copayKind: 'percent', copayValue: 2000, copayWhose: 'patient' },
        { payerName: 'Tamarack Mutual', sequence: 2, repay: 'reimburse', copayKind: 'none', copayValue: 0 },
      ]);
      expect(await patients.activeCoverages(patientId, '2026-09-01')).toHaveLength(1);
      expect(await patients.activeCoverages(patientId, '2025-12-31')).toHaveLength(0);
    });

    test('end on a day, after which the next may begin', async () => {
      const { patientId } = await register({ lastName: 'Ending' });
      const { coverageId } = await cover(patientId);
      expect(await refusalOf(cover(patientId, { validFrom: '2026-07-01' }))).toContain('There is already a primary coverage');
      await records.act(new EndCoverage({ patientId, coverageId, validTo: '2026-06-30' }));
      await cover(patientId, { validFrom: '2026-07-01' });
      await records.act(new EditCoverage({ patientId, coverageId, payerId: harbor, sequence: 1, validFrom: '2026-01-01', validTo: '2026-05-31', groupNumber: 'G7' }));
      expect((await patients.coverages(patientId)).map(({ validTo, groupNumber, memberId }) => [validTo, groupNumber, memberId])).toEqual([
        [null, '', 'XK-100 4471'],
        ['2026-05-31', 'G7', 'XK-100 4471'],
      ]);
    });

    test('name a payer of the list', async () => {
      const { patientId } = await register({ lastName: 'Unpaid' });
      expect(await refusalOf(cover(patientId, { payerId: patientId }))).toBe('Choose a payer from the list; if it is not there, add it under Insurers first.');
    });

    test('are added from a form of the patient as they are now', async () => {
      const { patientId } = await register({ lastName: 'Versioned' });
      await cover(patientId, { version: 1 });
      expect(await refusalOf(cover(patientId, { version: 1, sequence: 2 }))).toContain('Add a coverage');
    });
  });

  describe('finding', () => {
    let ana: { patientId: string; number: string };
    beforeAll(async () => {
      ana = await register({ lastName: 'Núñez-O’Brien', firstName: 'Zoë', birthDate: '1990-07-04', number: 'ZB-7' });
      await register({ lastName: 'Zobrist', firstName: 'Nunzia', birthDate: '1990-07-05', locationId: records.riverside });
    });

    test.each(['nun zoe', 'OBRIEN', 'zoe', 'Núñez', '7/4/1990', 'nun 7/4/90', 'Jul 4, 1990', 'zb-7', 'zb-7 obr'])('“%s” finds Zoë', async (typed) => {
      expect(await names(typed)).toEqual(['Núñez-O’Brien, Zoë']);
    });

    test('does not show who is registered elsewhere', async () => {
      expect(await names('z n')).toEqual(['Núñez-O’Brien, Zoë', 'Zobrist, Nunzia']);
      expect(await names('z n', { locationIds: [records.maple] })).toEqual(['Núñez-O’Brien, Zoë']);
      expect(await names('z n', { locationIds: [] })).toEqual([]);
      expect(await patients.summary(ana.patientId, { locationIds: [records.riverside] })).toBeUndefined();
    });

    test('shows them once an invoice or import brings them there', async () => {
      await records.act(new AddPatientToLocation({ patientId: ana.patientId, locationId: records.riverside }));
      await records.act(new AddPatientToLocation({ patientId: ana.patientId, locationId: records.riverside }));
      expect(await names('zb-7', { locationIds: [records.riverside] })).toEqual(['Núñez-O’Brien, Zoë']);
      expect(await patients.locationNames(ana.patientId, EVERYWHERE)).toEqual(['Maple Street', 'Riverside']);
    });

    test('goes on where the page before ended, showing everybody once', async () => {
      for (let index = 0; index < 30; index += 1) await register({ lastName: 'Paging', firstName: `P${index % 3}` });
      const first = await patients.find('paging', EVERYWHERE);
      const second = await patients.find('paging', EVERYWHERE, first.next);
      expect(first.items).toHaveLength(25);
      expect(second.items).toHaveLength(5);
      expect(second.next).toBeUndefined();
      expect(new Set([...first.items, ...second.items].map((item) => item.patientId)).size).toBe(30);
    });
  });

  test('registering at a place where the patient is known already locks nobody', async () => {
    const { patientId } = await register({ lastName: 'Known' });
    await records.act(new AddPatientToLocation({ patientId, locationId: records.maple }));
    expect((await patients.summary(patientId, EVERYWHERE))?.version).toBe(1);
    expect(records.module.get(Commands).lastStatements).toBeLessThanOrEqual(8);
    expect(records.module.get(Database).engine.inUse()).toBe(0);
  });
});
