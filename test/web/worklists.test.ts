import { replay } from '../../src/audit/replay.js';
import { AddPayer, EditPayer } from '../../src/insurers/index.js';
import { ApplyInsurance, RecordInsurancePayment, RecordPatientPayment, RecordRemittance } from '../../src/payments/index.js';
import { actAs, systemActor } from '../../src/platform/actor.js';
import type { Config } from '../../src/platform/config.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { staffActor } from '../../src/staff/index.js';
import { WorklistsQueries } from '../../src/worklists/adapters/worklists.queries.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { words } from '../support/pages.js';
import { remitted, type Said } from '../support/remittances.js';

eachEngine((engine) => {
  describe('the worklists', () => {
    let web: ClinicWeb;
    let config: Config;
    let dana: string;
    let petra: string;
    let riverside: string;

    beforeAll(async () => {
      config = await engine.config();
      web = await clinicWeb(config);
      const { clinic } = web;
      const at = (role: 'billing-clerk' | 'billing-supervisor', name: string, id: string, locationId: string) =>
        web.signIn(staffActor({ id, name, grants: [{ role, locationId }] }), [{ id: locationId, name: locationId === clinic.maple ? 'Maple Street' : 'Riverside' }]);
      dana = at('billing-clerk', 'Dana Ruiz', '01K0000000000000000000DANA', clinic.maple);
      petra = at('billing-supervisor', 'P. Osei', '01K000000000000000000PETRA', clinic.maple);
      riverside = at('billing-clerk', 'R. Vale', '01K00000000000000000RVA1E0', clinic.riverside);
    });
    afterAll(() => web.close());

    const here = () => ({ locationId: web.clinic.maple });
    const lineOf = async (invoiceId: string): Promise<string> => (await web.app.get(Reader).one<{ id: string }>(sql`SELECT id FROM invoice_lines WHERE invoice_id = ${invoiceId}`))!.id;
    const claim = async (lastName: string, said: Said, payerId = web.clinic.harborlight): Promise<string> => {
      const { invoiceId } = await web.clinic.invoice(await web.clinic.patient({ lastName }), { insurerCents: 8_000 });
      await eob(invoiceId, said, payerId);
      return invoiceId;
    };
    const eob = async (invoiceId: string, said: Said, payerId = web.clinic.harborlight): Promise<void> => {
      await web.run(new RecordRemittance({ ...here(), payerId, method: 'insurance-eft', reference: `EFT ${Math.random()}`, amountCents: (said.paid ?? 0) - (said.takeback ?? 0), lines: [remitted(invoiceId, await lineOf(invoiceId), said)], providerRows: [], remainderKind: 'to-allocate' }));
    };
    const list = async (query = '', who = dana): Promise<string> => words(/<section class="card" id="worklist"[^]*?<\/section>/.exec((await web.get(who, `/worklists?${query}`)).body)![0]);
    const itemOf = async (kind: string, name: string): Promise<{ subject: string; body: string }> => {
      const { body } = await web.get(dana, `/worklists?whose=all&when=all&kind=${kind}`);
      const row = body.split('<tr>').find((each) => each.includes(name))!;
      const subject = /subject=([0-9A-Z]+)/.exec(row)![1]!;
      return { subject, body: words((await web.get(dana, `/worklists/item?kind=${kind}&subject=${subject}`, { 'hx-request': 'true' })).body) };
    };
    const assign = (kind: string, subjectKey: string, fields: Record<string, string>, who = dana, path = '/worklists/item') => web.post(who, path, { ...here(), kind, subjectKey, version: '0', ...fields });

    it('a denied line is there with its reason and what the payer still owes, until its money moves', async () => {
      const invoiceId = await claim('Okafor', { denied: 10_000, followUp: 'Appeal with the referral' });
      expect(await list('kind=denied')).toMatch(/Denied , MS-\S+ CO-50 · Appeal with the referral Okafor, \S+ MS-\S+ · Harborlight Health Plan 80\.00/);
      expect((await itemOf('denied', 'Okafor')).body).toMatch(/Reasons given CO-50 .*Appeal with the referral/);
      await web.run(new RecordInsurancePayment({ ...here(), payerId: web.clinic.harborlight, method: 'insurance-check', reference: 'CK 1', amountCents: 8_000, rows: [{ invoiceId, amountCents: 8_000, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' }] }));
      expect(await list('kind=denied')).not.toContain('Okafor');
    });

    it('a takeback under a reference that leads nowhere waits until it has found its claim', async () => {
      const invoiceId = await claim('Quist', { paid: 6_000, co: 2_000, pr: 2_000 });
      const number = (await web.app.get(Reader).one<{ number: string }>(sql`SELECT number FROM invoices WHERE id = ${invoiceId}`))!.number;
      const rows = [{ code: 'WO', amountCents: -1_500, reference: 'LTR 5' }, { code: 'L6', amountCents: 1_500, reference: '' }];
      await web.run(new RecordRemittance({ ...here(), payerId: web.clinic.harborlight, method: 'insurance-eft', reference: 'EFT 5', amountCents: 0, lines: [], providerRows: rows }));
      expect(await list('kind=suspense')).toMatch(/Takeback without its claim , PAY-\d+, LTR 5 .* 15\.00/);
      const { subject } = await itemOf('suspense', 'LTR 5');
      const page = `/remittances/suspense/${subject}`;
      expect(words((await web.get(dana, page)).body)).toMatch(/Taken 15\.00 .*, LTR 5 = Found its place 0\.00 \+ Waits 15\.00/);
      expect((await web.get(riverside, page)).status).toBe(404);
      const settle = (fields: Record<string, string>) => web.post(dana, page, { ...here(), way: 'claim', amountCents: '10.00', ...fields });
      const unknown = await settle({ claim: 'MS-99999' });
      expect([unknown.status, words(unknown.body)]).toEqual([422, expect.stringContaining('No claim of your locations fits')]);
      expect((await settle({ claim: number })).status).toBe(303);
      expect(words((await web.get(dana, page)).body)).toContain(`Taken from ${number}, line 1`);
      expect(await list('kind=suspense')).toMatch(/LTR 5 .* 5\.00/);
      expect((await settle({ way: 'loss', amountCents: '5.00', reason: 'They insist' })).status).toBe(303);
      expect(await list('kind=suspense&whose=all&when=all')).not.toContain('LTR 5');
      expect(words((await web.get(dana, page)).body)).toContain('All of it has found its place');
    });

    it('a payer is asked when it has said nothing for longer than it usually takes', async () => {
      const { clinic, run } = web;
      await clinic.invoice(await clinic.patient({ lastName: 'Silent' }), { insurerCents: 8_000 });
      const isAsked = async (days: number): Promise<boolean> => {
        const { items } = await actAs(systemActor('system:test'), () => web.app.get(WorklistsQueries).list({ kind: 'no-response', whose: 'all', when: 'all' }, addDays(clinic.today, days)));
        return items.some(({ patientName }) => patientName!.startsWith('Silent'));
      };
      const answersWithin = async (answerDays: number | null): Promise<void> => {
        const { version } = (await web.app.get(Reader).one<{ version: number }>(sql`SELECT version AS version FROM payers WHERE id = ${clinic.harborlight}`))!;
        await run(new EditPayer({ payerId: clinic.harborlight, version, name: 'Harborlight Health Plan', kind: 'insurer', answerDays }));
      };
      expect([await isAsked(29), await isAsked(30)]).toEqual([false, true]);
      await answersWithin(14);
      expect([await isAsked(13), await isAsked(14)]).toEqual([false, true]);
      await answersWithin(60);
      expect([await isAsked(59), await isAsked(60)]).toEqual([false, true]);
      await answersWithin(null);
      await expect(run(new AddPayer({ name: 'Odd Health', kind: 'insurer', answerDays: 13 }))).rejects.toMatchObject({ sentence: expect.stringContaining('Choose how long') });
    });

    it('a line with a follow-up mark stays until somebody says what was done, once', async () => {
      await claim('Demir', { paid: 6_000, co: 2_000, pr: 2_000, followUp: 'Paid below contract' });
      expect(await list('kind=follow-up')).toMatch(/Follow-up , MS-\S+ Paid below contract Demir/);
      const { subject } = await itemOf('follow-up', 'Demir');
      expect((await assign('follow-up', subject, { outcome: '' }, dana, '/worklists/item/done')).status).toBe(422);
      expect((await assign('follow-up', subject, { outcome: 'Called: will be reprocessed' }, dana, '/worklists/item/done')).status).toBe(303);
      expect(await list('kind=follow-up&whose=all&when=all')).not.toContain('Demir');
      const again = await assign('follow-up', subject, { outcome: 'Called' }, petra, '/worklists/item/done');
      expect([again.status, words(again.body)]).toEqual([409, expect.stringContaining('changed')]);
    });

    it('an owner and a next date take it from everybody else’s day and bring it back on theirs; two who do it at once are told', async () => {
      await claim('Raman', { denied: 10_000 });
      const { subject } = await itemOf('denied', 'Raman');
      const taken = await assign('denied', subject, { ownerId: '', nextOn: addDays(web.clinic.today, 3), note: 'Waiting for records' });
      expect(taken.status).toBe(303);
      expect(await list('kind=denied')).not.toContain('Raman');
      expect(await list('kind=denied&when=all')).toMatch(/Raman.*Waiting for records/);
      expect((await assign('denied', subject, { note: 'Mine' }, petra)).status).toBe(409);
      expect((await assign('denied', subject, { version: '1', ownerId: '01K0000000000000000000NOBO' })).status).toBe(422);
      expect((await assign('denied', subject, { version: '1', outcome: 'Gone' }, dana, '/worklists/item/done')).status).toBe(422);
      expect((await assign('denied', subject, { version: '1', nextOn: addDays(web.clinic.today, -1) })).status).toBe(303);
      expect(await list('kind=denied')).toMatch(/Raman.*Overdue/);
    });

    it('the next payer is to be billed once the primary has decided, until somebody billed it', async () => {
      const { invoiceId } = await web.clinic.invoice(await web.clinic.patient({ lastName: 'Vega' }), { insurerCents: 8_000 });
      await web.run(new ApplyInsurance({ ...here(), invoiceId, partyKey: web.clinic.tamarack, amountCents: 1_500 }));
      expect(await list('kind=secondary')).not.toContain('Vega');
      await eob(invoiceId, { paid: 6_000, co: 2_000, pr: 2_000 });
      expect(await list('kind=secondary')).toMatch(/Secondary to bill .*Vega.*Tamarack/);
      const { subject } = await itemOf('secondary', 'Vega');
      expect((await assign('secondary', subject, { outcome: 'Billed with the EOB' }, dana, '/worklists/item/done')).status).toBe(303);
      expect(await list('kind=secondary&whose=all&when=all')).not.toContain('Vega');
    });

    it('money without a place is there until it has one; a deposit or credit only when it lies long', async () => {
      await web.run(new RecordInsurancePayment({ ...here(), payerId: web.clinic.harborlight, method: 'insurance-check', reference: 'CK 77', amountCents: 1_234, rows: [], remainderKind: 'needs-research' }));
      await web.run(new RecordPatientPayment({ ...here(), guarantorId: await web.clinic.patient({ lastName: 'Credit' }), method: 'cash', amountCents: 900, rows: [], remainderKind: 'credit' }));
      expect(await list('kind=unapplied')).toMatch(/Unapplied money , PAY-\d+ since .* Harborlight Health Plan PAY-\d+ 12\.34/);
      expect(await list('kind=credit')).toContain('Nothing waits');
    });

    it('chips count and add up what is due, the file has the same rows, and other locations see none of it', async () => {
      const body = await list('whose=all&when=all');
      const [, all] = /(\d+) items? · [\d,.]+ at stake/.exec(body)!;
      const kinds = [...body.matchAll(/(?:Denied|Follow-up|Secondary to bill|Unapplied money) (\d+)(?= )/g)].map(([, n]) => Number(n)).slice(0, 4);
      expect(kinds.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(Number(all));
      const file = (await web.get(dana, '/worklists/export?whose=all&when=all')).body.trim().split('\n');
      expect(file).toHaveLength(Number(all) + 1);
      expect(await list('whose=all&when=all', riverside)).toContain('Nothing waits');
      const { subject } = await itemOf('denied', 'Raman');
      expect((await web.get(riverside, `/worklists/item?kind=denied&subject=${subject}`)).status).toBe(404);
      expect((await web.post(riverside, '/worklists/item', { locationId: web.clinic.riverside, kind: 'denied', subjectKey: subject, version: '0', note: 'x' })).status).toBe(409);
      expect((await web.post(riverside, '/worklists/item', { ...here(), kind: 'denied', subjectKey: subject, version: '1', note: 'x' })).status).toBe(404);
      expect((await web.get(dana, '/worklists')).reads).toBeLessThanOrEqual(12);
    });

    it('the trail gives every item back', async () => {
      expect((await replay(web.app.get(Reader), config.dataDir)).differences).toEqual([]);
    });
  });
});
