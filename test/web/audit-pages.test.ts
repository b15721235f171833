import { AddPayer } from '../../src/insurers/index.js';
import { RegisterPatient, EditPatient } from '../../src/patients/index.js';
import { RecordInsurancePayment, ReversePayment } from '../../src/payments/index.js';
import { actAs, type Actor } from '../../src/platform/actor.js';
import { Commands } from '../../src/platform/commands.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { CLERK, person } from '../support/payment-clinic.js';
import { row } from '../support/posted-clinic.js';

function words(body: string): string {
  return body.replace(/<(head|nav|header)\b.*?<\/\1>/gs, ' ').replace(/<[^>]+>/g, ' ').replaceAll('&#39;', '’').replaceAll('&amp;', '&').replace(/\s+/g, ' ');
}

eachEngine((engine) => {
  describe('the audit trail', () => {
    let web: ClinicWeb;
    let auditor: string;
    let supervisor: string;
    let elsewhere: string;
    let clerk: string;
    let administrator: string;
    let dana: Actor;
    let amelia: string;
    let invoice: { invoiceId: string; number: string };
    let payment: { paymentId: string; number: number };

    beforeAll(async () => {
      web = await clinicWeb(await engine.config());
      const { maple, riverside } = web.clinic;
      const [atMaple, atRiverside] = [{ id: maple, name: 'Maple Street' }, { id: riverside, name: 'Riverside' }];
      const reads = ['audit.own', 'audit.read', 'patient.read'];
      auditor = web.signIn({ ...person('helen', reads, [maple, riverside]), granted: 'all', locations: () => 'all', can: () => true }, [atMaple, atRiverside]);
      supervisor = web.signIn(person('petra', reads, [maple]), [atMaple]);
      elsewhere = web.signIn(person('rene', reads, [riverside]), [atRiverside]);
      dana = person('dana', [...CLERK, 'audit.own'], [maple]);
      clerk = web.signIn(dana, [atMaple]);
      administrator = web.signIn(person('ada', ['audit.own', 'staff.read'], [maple, riverside]), [atMaple]);
      amelia = await web.clinic.patient({ lastName: 'Hartwell' });
      invoice = await web.clinic.invoice(amelia);
      payment = await as(dana, new RecordInsurancePayment({
        locationId: maple, payerId: web.clinic.harborlight, method: 'insurance-eft', reference: 'EFT 80040611', amountCents: 6000, rows: [row(invoice.invoiceId, 6000, 1000)],
      }));
      await as(dana, new ReversePayment({ locationId: maple, paymentId: payment.paymentId, reason: 'Amount mistyped: EOB page 2 says 160.00' }));
      await as(dana, new AddPayer({ name: 'Nowhere Mutual', kind: 'insurer' })).then(() => expect('a clerk without the right').toBe('refused'), () => undefined);
    });
    afterAll(() => web.close());

    async function as<T>(actor: Actor, command: object): Promise<T> {
      return actAs(actor, () => web.app.get(Commands).execute<T>(command));
    }

    async function actOf(command: string): Promise<string> {
      return (await web.app.get(Reader).one<{ id: string }>(sql`SELECT id FROM audit_acts WHERE command = ${command} ORDER BY id DESC LIMIT 1`))!.id;
    }

    it('lists acts newest first with who, where, why and what they touched', async () => {
      const { body, reads } = await web.get(auditor, '/audit');
      const text = words(body);
      expect(text).toContain('Reverse a payment “Amount mistyped: EOB page 2 says 160.00” Dana Ruiz Billing clerk Maple Street');
      expect(text.indexOf('Reverse a payment “')).toBeLessThan(text.indexOf('Record an insurer’s payment Dana Ruiz'));
      expect(text).toMatch(/1 invoice, \d journals, 1 payment/);
      expect(reads).toBeLessThanOrEqual(12);
    });

    it('shows refusals for a permission, with the sentence', async () => {
      const text = words((await web.get(auditor, '/audit?outcome=refused', { 'hx-request': 'true' })).body);
      expect(text).toContain('Refused Your role does not include');
      expect(text).not.toContain('Reverse a payment');
    });

    it('is filtered by who, what, which record, where and when, alone and together', async () => {
      const list = async (query: string): Promise<string> => words((await web.get(auditor, `/audit?${query}`, { 'hx-request': 'true' })).body);
      expect(await list('who=dana')).not.toContain('Finalize an invoice');
      expect(await list('command=finalize-invoice')).toContain('Finalize an invoice');
      expect(await list(`record=PAY-${payment.number}`)).toMatch(/Reverse a payment.*Record an insurer’s payment/);
      expect(await list(`record=${invoice.number}&command=reverse-payment`)).toContain('Reverse a payment');
      expect(await list('type=patient')).not.toContain('Reverse a payment');
      expect(await list(`location=${web.clinic.riverside}`)).not.toContain('Reverse a payment');
      expect(await list('to=2001-01-01')).toContain('No act matches');
      expect(await list('from=2001-01-01&who=dana')).toContain('Reverse a payment');
      expect(await list('record=PAY-1')).toContain('No act matches');
    });

    it('has one page per act with everything it changed, before and after, in words and amounts', async () => {
      const { body, reads } = await web.get(auditor, `/audit/acts/${await actOf('reverse-payment')}`);
      const text = words(body);
      expect(text).toContain('“Amount mistyped: EOB page 2 says 160.00”');
      expect(body).toContain(`href="/payments/${payment.paymentId}"><b>Payment PAY-${payment.number}</b>`);
      expect(text).toContain('State posted → reversed');
      expect(text).toMatch(/Share Harborlight Health Plan, line 1 · Paid 60.00 → 0.00/);
      expect(text).toMatch(/Adjustment added none → .*Amount −10.00/);
      expect(text).toContain(`Allocation added none → Amount −60.00 · Invoice ${invoice.number} · Invoice version 3 · Line 1 Follow-up visit 20 min`);
      expect(text).toMatch(/2 of 2/);
      expect(text).toContain('Journal J-');
      expect(reads).toBeLessThanOrEqual(12);
    });

    it('never shows a member id whole', async () => {
      const text = words((await web.get(auditor, `/audit/acts/${await actOf('add-coverage')}`)).body);
      expect(text).toMatch(/Member ••••/);
      expect(text).not.toMatch(/Member \S*M-\d/);
    });

    it('every record has its history, version by version', async () => {
      await web.run(new EditPatient({ patientId: amelia, locationId: web.clinic.maple, lastName: 'Hartwell', firstName: 'Amelia', birthDate: '1984-03-14', phone: '555 0100' } as never));
      const { body } = await web.get(supervisor, `/audit/history?type=patient&id=${amelia}`, { 'hx-request': 'true' });
      const text = words(body);
      expect(text).toContain('History of Patient Hartwell, Amelia');
      expect(text).toContain('Phone none → 555 0100');
      expect(body.trim().startsWith('<section')).toBe(true);
      expect(words((await web.get(auditor, `/audit/history?type=payment&id=${payment.paymentId}`)).body)).toMatch(/2 versions.*State posted → reversed.*Created none →/);
    });

    it('a supervisor reads the acts at their location, a clerk only their own, each the same way', async () => {
      expect(words((await web.get(supervisor, '/audit')).body)).toContain('Reverse a payment');
      const own = words((await web.get(clerk, '/audit', { 'hx-request': 'true' })).body);
      expect(own).toContain('Reverse a payment');
      expect(own).not.toContain('Finalize an invoice');
      expect((await web.get(clerk, `/audit/acts/${await actOf('finalize-invoice')}`)).status).toBe(404);
    });

    it('acts at another location look missing, on every page', async () => {
      const act = await actOf('reverse-payment');
      const [foreign, missing] = [await web.get(elsewhere, `/audit/acts/${act}`), await web.get(elsewhere, '/audit/acts/01K0000000000000000000NONE')];
      expect([foreign.status, missing.status]).toEqual([404, 404]);
      expect(words(foreign.body)).toBe(words(missing.body));
      expect((await web.get(elsewhere, `/audit/history?type=payment&id=${payment.paymentId}`)).status).toBe(404);
      expect(words((await web.get(elsewhere, '/audit', { 'hx-request': 'true' })).body)).not.toContain('Reverse a payment');
      expect(words((await web.get(elsewhere, `/audit?record=PAY-${payment.number}`, { 'hx-request': 'true' })).body)).toContain('No act matches');
    });

    it('an administrator reads what concerns the house, and nothing with a patient in it', async () => {
      const text = words((await web.get(administrator, '/audit', { 'hx-request': 'true' })).body);
      expect(text).not.toContain('Reverse a payment');
      expect(text).not.toContain('Register a patient');
      expect((await web.get(administrator, `/audit/acts/${await actOf('register-patient')}`)).status).toBe(404);
      expect(text).toContain('Set up the chart of accounts');
    });

    it('pages through more acts than fit, each once', async () => {
      for (let number = 1; number <= 60; number += 1) {
        await web.run(new RegisterPatient({ locationId: web.clinic.maple, lastName: `Paging${number}`, firstName: 'P', birthDate: '1990-01-01' }));
      }
      const seen: string[] = [];
      for (let url: string | undefined = '/audit?command=register-patient'; url !== undefined;) {
        const { body } = await web.get(supervisor, url);
        seen.push(...[...body.matchAll(/href="\/audit\/acts\/(\w+)"/g)].map((match) => match[1]!));
        url = /href="(\/audit\?[^"]*before=[^"]+)"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
      }
      expect(seen.length).toBeGreaterThanOrEqual(61);
      expect(new Set(seen).size).toBe(seen.length);
      expect([...seen].sort().reverse()).toEqual(seen);
    });
  });
});
