import { replay } from '../../src/audit/replay.js';
import { AddDraftLine, DiagnosisAt, FinalizeInvoice, SetDraftDiagnoses, StartInvoiceDraft } from '../../src/invoices/index.js';
import { runCheck } from '../../src/ledger/index.js';
import { EditLocation } from '../../src/locations/index.js';
import { EditPatient } from '../../src/patients/index.js';
import { AdjustInvoice, RecordInsurancePayment, RecordPatientPayment, ReversePayment, VoidInvoice } from '../../src/payments/index.js';
import type { Config } from '../../src/platform/config.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { AddProvider } from '../../src/services/index.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { staffActor } from '../../src/staff/index.js';
import { ZONE } from '../support/clinic.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { words } from '../support/pages.js';
import { pagesOf } from '../support/pdf.js';
import { row } from '../support/posted-clinic.js';
import { clerkAt } from '../support/records.js';

eachEngine((engine) => {
  describe('papers for patients', () => {
    let web: ClinicWeb;
    let config: Config;
    let dana: string;
    let fran: string;
    let rob: string;
    const here = () => ({ locationId: web.clinic.maple });
    beforeAll(async () => {
      config = await engine.config();
      web = await clinicWeb(config);
      const places = [{ id: web.clinic.maple, name: 'Maple Street' }];
      dana = web.signIn(clerkAt(web.clinic.maple), places);
      fran = web.signIn(staffActor({ id: newId(), name: 'Fran Ober', grants: [{ role: 'front-desk', locationId: web.clinic.maple }] }), places);
      rob = web.signIn(clerkAt(web.clinic.riverside), [{ id: web.clinic.riverside, name: 'Riverside' }]);
    });
    afterAll(() => web.close());

    const paper = async (who: string, address: string): Promise<string[]> => {
      const answer = await web.app.inject({ method: 'GET', url: `${address}/pdf`, headers: { host: 'clinic.test', 'x-person': who } });
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'application/pdf']);
      return pagesOf(answer.rawPayload).map((page) => page.replace(/\s+/g, ' '));
    };
    const versionOf = async (table: 'locations' | 'patients', id: string): Promise<number> =>
      (await web.app.get(Reader).one<{ version: number }>(table === 'locations' ? sql`SELECT version AS version FROM locations WHERE id = ${id}` : sql`SELECT version AS version FROM patients WHERE id = ${id}`))!.version;
    const balances = async (): Promise<string> => (await web.get(dana, '/ledger/trial-balance/export')).body;

    describe('an insurance receipt', () => {
      const invoiceBy = async (patientId: string, providerId: string | undefined, { codes = ['M54.5', 'J06.9'], lines = 1 } = {}): Promise<string> => {
        const { draftId } = await web.run<{ draftId: string }>(new StartInvoiceDraft({ ...here(), patientId }));
        if (codes.length > 0) await web.run(new SetDraftDiagnoses({ ...here(), draftId, codes: codes.map((code, index) => Object.assign(new DiagnosisAt(), { letter: 'AB'[index], code })) }));
        for (let line = 0; line < lines; line += 1) {
          await web.run(new AddDraftLine({ ...here(), draftId, serviceId: web.clinic.visit, quantity: 1, serviceDate: addDays(web.clinic.today, -7), ...(providerId ? { providerId } : {}), ...(codes.length > 0 ? { pointers: 'AB' } : {}) }));
        }
        return (await web.run<{ invoiceId: string }>(new FinalizeInvoice({ ...here(), draftId }))).invoiceId;
      };

      it('is refused with the list of everything an insurer would miss, each with where to enter it', async () => {
        const patientId = await web.clinic.patient({ covered: false, lastName: 'Quimby' });
        const bare = await web.run<{ providerId: string }>(new AddProvider({ name: 'Noor Haddad' }));
        const invoiceId = await invoiceBy(patientId, bare.providerId, { codes: [] });
        const page = await web.get(fran, `/documents/superbills/new?invoice=${invoiceId}`);
        const said = words(page.body);
        for (const gap of ['Maple Street has no tax ID.', 'Maple Street has no address.', 'Amelia Quimby has no address.', 'The invoice names no diagnosis.', 'Noor Haddad has no NPI.', 'Noor Haddad has no license number.']) expect(said).toContain(gap);
        for (const href of [`/settings/locations/${web.clinic.maple}`, `/patients/${patientId}/edit`, `/invoices/${invoiceId}/correction/new`, `/providers/${bare.providerId}`]) expect(page.body).toContain(`href="${href}"`);
        expect(page.body).not.toContain('Issue insurance receipt');
        const refused = await web.post(fran, '/documents/superbills', { invoiceId });
        expect([refused.status, words(refused.body)]).toEqual([422, expect.stringContaining('An insurer would send this back. Still missing: Maple Street has no tax ID.')]);
        await web.run(new VoidInvoice({ ...here(), invoiceId, reason: 'Wrong patient' }));
        expect(words((await web.get(fran, `/documents/superbills/new?invoice=${invoiceId}`)).body)).toContain('This invoice is voided');
        expect(words((await web.post(fran, '/documents/superbills', { invoiceId })).body)).toContain('This invoice is voided');
      });

      it('names the provider with NPI and license, the diagnoses, what the patient paid and when, and stays as issued', async () => {
        const { maple } = web.clinic;
        await web.run(new EditLocation({ locationId: maple, version: await versionOf('locations', maple), code: 'MS', name: 'Maple Street', timeZone: ZONE, address: '12 Maple Street, Austin', phone: '512 555 0100', taxId: '12-3456789', termsDays: 30 }));
        const patientId = await web.clinic.patient({ covered: false, lastName: 'Okafor' });
        await web.run(new EditPatient({ patientId, version: await versionOf('patients', patientId), lastName: 'Okafor', firstName: 'Amelia', birthDate: '1984-03-14', address: '7 Elm Court' } as never));
        const { providerId } = await web.run<{ providerId: string }>(new AddProvider({ name: 'Ines Marlow, PT', npi: '1234567893', licenseNumber: 'PT-88123' }));
        const invoiceId = await invoiceBy(patientId, providerId);
        await web.run(new RecordPatientPayment({ ...here(), guarantorId: patientId, method: 'card', amountCents: 4_000, rows: [row(invoiceId, 4_000)] }));
        const preview = words((await web.get(fran, `/documents/superbills/new?invoice=${invoiceId}`)).body);
        expect(preview).toMatch(/Ines Marlow, PT 1234567893 PT-88123 1 100\.00 40\.00/);
        const address = (await web.post(fran, '/documents/superbills', { invoiceId })).location!;
        const [page] = await paper(fran, address);
        expect(page).toMatch(/Maple Street Tax ID 12-3456789 .*Insurance receipt Patient .*Okafor.* 7 Elm Court Born Mar 14, 1984 .*A M54\.5, B J06\.9 .*100\.00 40\.00 .*Ines Marlow, PT 1234567893 PT-88123 .*Card .*40\.00 .*60\.00 patient owes .*benefits are payable to the patient/);
        await web.run(new AdjustInvoice({ ...here(), invoiceId, partyKey: patientId, kind: 'courtesy', amountCents: 1_000, reason: 'Wait' }));
        expect((await paper(fran, address))[0]).toBe(page);
        expect(words((await web.get(dana, address)).body)).toMatch(/Patient owes 60\.00/);
        const second = (await web.post(fran, '/documents/superbills', { invoiceId })).location!;
        expect((await paper(fran, second))[0]).toMatch(/Receipt number 2 .*50\.00 patient owes/);
      });

      it('is printed again only with the right to and a reason, and says that it is a copy; many lines break before their total', async () => {
        const patientId = await web.clinic.patient({ covered: false, lastName: 'Þórsdóttir-Müller' });
        await web.run(new EditPatient({ patientId, version: await versionOf('patients', patientId), lastName: 'Þórsdóttir-Müller', firstName: 'Amelia', birthDate: '1984-03-14', address: '9 Elm Court' } as never));
        const { providerId } = await web.run<{ providerId: string }>(new AddProvider({ name: 'Joss Arden', npi: '1245319599', licenseNumber: 'MD-2' }));
        const address = (await web.post(fran, '/documents/superbills', { invoiceId: await invoiceBy(patientId, providerId, { lines: 40 }) })).location!;
        const pages = await paper(fran, address);
        expect(pages.length).toBeGreaterThan(1);
        expect(pages.at(-1)).toMatch(/V20 Follow-up visit 20 min .*Total USD 4,000\.00/);
        expect((await web.get(dana, `${address}/pdf`)).status).toBe(422);
        expect((await web.post(fran, `${address}/prints`, { reason: 'Lost' })).status).toBe(403);
        expect((await web.post(dana, `${address}/prints`, { reason: ' ' })).status).toBe(422);
        await web.post(dana, `${address}/prints`, { reason: 'Lost in the mail' });
        expect((await paper(dana, address))[0]).toContain('copy 1');
        for (const path of [address, `${address}/pdf`]) expect((await web.get(rob, path)).status).toBe(404);
      });
    });

    describe('a statement', () => {
      it('adds up both ways, shows what is with payers without asking for it, and changes no balance', async () => {
        const patientId = await web.clinic.patient({ lastName: 'Hartwell' });
        const { invoiceId, number } = await web.clinic.invoice(patientId, { visits: 2, insurerCents: 15_000 });
        await web.run(new RecordInsurancePayment({ ...here(), payerId: web.clinic.harborlight, method: 'insurance-eft', reference: 'EFT 1', amountCents: 9_000, rows: [row(invoiceId, 9_000, 2_000, 1_000)] }));
        await web.run(new RecordPatientPayment({ ...here(), guarantorId: patientId, method: 'check', reference: '118', amountCents: 3_000, rows: [row(invoiceId, 2_500)], remainderKind: 'credit' }));
        const { paymentId } = await web.run<{ paymentId: string }>(new RecordPatientPayment({ ...here(), guarantorId: patientId, method: 'cash', amountCents: 700, rows: [], remainderKind: 'credit' }));
        await web.run(new ReversePayment({ ...here(), paymentId, reason: 'Counted twice' }));
        const before = await balances();
        const preview = words((await web.get(fran, `/documents/statements/new?guarantor=${patientId}`)).body);
        expect(preview).toMatch(/Open 35\.00 1 visit − Credit 5\.00 held for them = Please pay 30\.00 .*With payers 30\.00 not asked of them/);
        expect(preview).toMatch(new RegExp(`${number} Hartwell, Amelia|${number} .*200\\.00 90\\.00 20\\.00 30\\.00 25\\.00 35\\.00`));
        expect(preview).toMatch(/Balance before 0\.00 .*Your part of the visit .*\+50\.00 .*Now your part, after the payer’s decision .*\+10\.00 .*Your payment, PAY-\d+, Check 118 .*−30\.00 .*Your payment, .*−7\.00 .*Payment taken back, .*\+7\.00 .*Balance on .* 30\.00/);
        const address = (await web.post(fran, '/documents/statements', { ...here(), guarantorId: patientId })).location!;
        expect(await balances()).toBe(before);
        const [page] = await paper(fran, address);
        expect(page).toMatch(/Statement .*Please pay 30\.00 USD Statement number 1 .*35\.00 open - 5\.00 credit we hold for you = 30\.00\. With your payers, not asked of you: 30\.00/);
        await web.run(new RecordPatientPayment({ ...here(), guarantorId: patientId, method: 'card', amountCents: 3_000, rows: [row(invoiceId, 3_000)] }));
        expect((await paper(fran, address))[0]).toBe(page);
        const next = words((await web.get(fran, `/documents/statements/new?guarantor=${patientId}`)).body);
        expect(next).toMatch(/Please pay 0\.00/);
      });

      it('is refused with a sentence where there is nothing to say, and for days that do not fit', async () => {
        const guarantorId = await web.clinic.patient({ covered: false, lastName: 'Quiet' });
        expect(words((await web.get(fran, `/documents/statements/new?guarantor=${guarantorId}`)).body)).toContain('Nothing is owed and nothing moved in these days.');
        const asked = (fields: Record<string, string>) => web.post(fran, '/documents/statements', { ...here(), guarantorId, ...fields });
        expect(words((await asked({})).body)).toContain('send no statement');
        expect(words((await asked({ asOf: addDays(web.clinic.today, 1) })).body)).toContain('nobody knows what comes later');
        expect(words((await asked({ fromDay: web.clinic.today, asOf: addDays(web.clinic.today, -1) })).body)).toContain('The first day comes after the last');
        expect((await web.get(rob, `/documents/statements/new?guarantor=${guarantorId}&location=${web.clinic.maple}`)).status).toBe(404);
        expect((await web.get(rob, `/documents/statements/new?guarantor=${guarantorId}`)).status).toBe(404);
      });

      it('is of a location that knows the guarantor, wherever one works at the moment', async () => {
        const { maple, riverside } = web.clinic;
        const both = web.signIn(clerkAt(maple, riverside), [{ id: maple, name: 'Maple Street' }, { id: riverside, name: 'Riverside' }]);
        const guarantorId = await web.clinic.patient({ covered: false, lastName: 'Riverbank', locationId: riverside });
        const { status, body } = await web.get(both, `/documents/statements/new?guarantor=${guarantorId}`);
        expect([status, body.match(/<option value="[0-9A-Z]{26}"[^>]*>/g)]).toEqual([200, [`<option value="${riverside}" selected="">`]]);
      });

      it('whoever owes something and got none lately is on the list until one is issued', async () => {
        const guarantorId = await web.clinic.patient({ covered: false, lastName: 'Waiting' });
        await web.clinic.invoice(guarantorId);
        const due = async (who = dana): Promise<string> => words((await web.get(who, '/documents/statements/due')).body);
        expect(await due()).toMatch(/Waiting, Amelia Maple Street 100\.00 .* none yet/);
        expect(await due(rob)).not.toContain('Waiting');
        expect((await web.get(dana, '/documents/statements/due/export')).body).toMatch(/"?Waiting, Amelia"?,Maple Street,100\.00/);
        await web.post(dana, '/documents/statements', { ...here(), guarantorId });
        expect(await due()).not.toContain('Waiting');
        for (let one = 0; one < 51; one += 1) await web.clinic.invoice(await web.clinic.patient({ covered: false, lastName: `Many${one}` }));
        const { body } = await web.get(dana, '/documents/statements/due');
        const [, next] = /href="([^"]+)" rel="next"/.exec(body)!;
        const listed = [body, (await web.get(dana, next!.replaceAll('&amp;', '&'))).body].flatMap((page) => [...page.matchAll(/>(Many\d+), Amelia</g)].map(([, name]) => name));
        expect([listed.length, new Set(listed).size]).toEqual([51, 51]);
        expect((await web.get(dana, '/documents/statements/due/export')).body.match(/Many\d+/g)).toHaveLength(51);
      });
    });

    it('many statements: each by itself, not a second one on the same day, and in one file with pages of their own', async () => {
      const people: string[] = [];
      for (const lastName of ['Bulk', 'Bulkier', 'Paidup']) people.push(await web.clinic.patient({ covered: false, lastName }));
      const [bulk, bulkier, paidup] = people as [string, string, string];
      for (const guarantorId of people) await web.clinic.invoice(guarantorId);
      const keys = people.map((guarantorId) => `${guarantorId}.${web.clinic.maple}`);
      const chosen = async (who: string) => words((await web.post(who, '/documents/statements/many', { chosen: keys })).body);
      expect(await chosen(dana)).toMatch(/3 guarantors.*Bulk, Amelia Maple Street Waiting/);
      expect(await chosen(rob)).toContain('None of those chosen owes anything any more');
      const one = async (guarantorId: string) => (await web.post(dana, `/documents/statements/many/${guarantorId}`, here(), { 'hx-request': 'true' })).body;
      const issued = [await one(bulk), await one(bulkier)];
      const ids = issued.map((body) => /name="documentIds" value="([0-9A-Z]{26})"/.exec(body)![1]!);
      expect(words(issued[0]!)).toMatch(/Statement \d+ on paper 100\.00/);
      expect(words(await one(bulk))).toMatch(/Statement \d+ was issued today already/);
      await web.run(new RecordPatientPayment({ ...here(), guarantorId: paidup, method: 'card', amountCents: 10_000, rows: [], remainderKind: 'credit' }));
      const print = (who: string) => web.file(who, '/documents/statements/many/print', { documentIds: ids });
      const file = await print(dana);
      expect([file.statusCode, file.headers['content-type']]).toEqual([200, 'application/pdf']);
      const pages = pagesOf(file.rawPayload).map((page) => page.replace(/\s+/g, ' '));
      expect(pages).toEqual([expect.stringMatching(/Amelia Bulk .*Page 1 of 1/), expect.stringMatching(/Amelia Bulkier .*Page 1 of 1/)]);
      expect((await print(fran)).statusCode).toBe(422);
    });

    it('the list finds them by paper, name and day, leaves as a file, and is of the reader’s locations', async () => {
      const list = async (query: string, who = dana): Promise<string> => words((await web.get(who, `/documents?${query}`, { 'hx-request': 'true' })).body);
      expect(await list('')).toMatch(/Statement 2 .*Waiting.*Statement 1 .*Hartwell.*Insurance receipt 3 .*Insurance receipt 1/);
      expect(await list('kind=superbill')).not.toContain('Statement 1');
      expect(await list('recipient=hartwell')).toMatch(/Statement 1/);
      expect(await list('recipient=hartwell')).not.toContain('Waiting');
      expect(await list(`from=${addDays(web.clinic.today, 1)}`)).toContain('No papers');
      expect(await list('', rob)).toContain('No papers');
      expect((await web.get(dana, '/documents/export')).body.trim().split('\n')).toHaveLength(8);
      expect((await web.get(dana, '/documents')).reads).toBeLessThanOrEqual(12);
    });

    it('the check holds their numbers, and the trail gives every paper back', async () => {
      const reader = web.app.get(Reader);
      expect((await runCheck(reader)).violations).toEqual([]);
      expect((await replay(reader, config.dataDir)).differences).toEqual([]);
    });
  });
});
