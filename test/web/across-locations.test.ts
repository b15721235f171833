import { RecordInsurancePayment } from '../../src/payments/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { formatCents } from '../../src/shared/money.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { CLERK, person } from '../support/payment-clinic.js';
import { row } from '../support/payments.js';

const READS = ['patient.read', 'invoice.read', 'payment.read', 'ledger.read', 'audit.read', 'audit.own', 'payer.read'];

function words(html: string): string {
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
}

eachEngine((engine) => {
  let web: ClinicWeb;
  let amelia: string;
  let [dana, rita, mona] = ['', '', ''];
  let here: { invoiceId: string; number: string };
  let there: { invoiceId: string; number: string };

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const { maple, riverside } = web.clinic;
    const [m, r] = [{ id: maple, name: 'Maple Street' }, { id: riverside, name: 'Riverside' }];
    dana = web.signIn(person('01K0000000000000000000DANA', [...CLERK, ...READS], [maple, riverside]), [m, r]);
    rita = web.signIn(person('01K0000000000000000000R1TA', READS, [riverside]), [r]);
    mona = web.signIn(person('01K0000000000000000000M0NA', READS, [maple]), [m]);
    amelia = await web.clinic.patient();
    here = await web.clinic.invoice(amelia, { visits: 2 });
    there = await web.clinic.invoice(amelia, { visits: 3, locationId: riverside });
  });
  afterAll(() => web.close());

  const form = () => ({ kind: 'insurance', locationId: web.clinic.maple, patientId: amelia, payerId: web.clinic.harborlight, method: 'insurance-check', remainderKind: 'to-allocate' });
  const rows = (hereCents: number, thereCents: number) => ({
    'rows[0][invoiceId]': here.invoiceId, 'rows[0][amountCents]': formatCents(hereCents), 'rows[1][invoiceId]': there.invoiceId, 'rows[1][amountCents]': formatCents(thereCents),
  });
  const paid = async (hereCents: number, thereCents: number, extraCents = 0): Promise<string> => {
    const answer = await web.post(dana, '/payments', { ...form(), amountCents: formatCents(hereCents + thereCents + extraCents), ...rows(hereCents, thereCents) });
    expect(answer.status).toBe(303);
    return answer.location!.split('/').at(-1)!;
  };

  describe('Accept payment', () => {
    it('offers the open invoices of every location where the clerk may post, says where each is, and where the money is received', async () => {
      const { body, reads } = await web.get(dana, `/payments/new?kind=insurance&patient=${amelia}`);
      expect(words(body)).toContain(`${there.number} Riverside · `);
      expect(body).toContain(`aria-label="Payment on ${there.number}"`);
      expect(body).toMatch(/<select class="in" id="f-locationId" name="locationId"/);
      expect(reads).toBeLessThanOrEqual(12);
      const found = await web.get(dana, `/payments/invoice-rows?kind=insurance&payerId=${web.clinic.harborlight}&q=${there.number}&locationId=${web.clinic.maple}`);
      expect(words(found.body)).toContain('Riverside · ');
    });

    it('says before it is recorded what one location will owe the other, and changes sides with the location that receives it', async () => {
      const preview = words((await web.post(dana, '/payments/preview', { ...form(), amountCents: '80.00', ...rows(3_000, 5_000) })).body);
      expect(preview).toContain('For Riverside 50.00 of it pays invoices there');
      const turned = words((await web.post(dana, '/payments/grid', { ...form(), locationId: web.clinic.riverside, amountCents: '80.00', ...rows(3_000, 5_000) })).body);
      expect(turned).toContain('For Maple Street 30.00 of it pays invoices there');
    });

    it('shows an invoice of a location where the clerk may only read, without taking it', async () => {
      const { maple, riverside } = web.clinic;
      const reader = person('01K0000000000000000000DANA', [], []);
      const limited = web.signIn({ ...reader, id: '01K000000000000000000000L1', granted: [maple, riverside], can: (right, place) => place === maple || READS.includes(right), locations: (right) => (READS.includes(right) ? [maple, riverside] : [maple]) },
        [{ id: maple, name: 'Maple Street' }, { id: riverside, name: 'Riverside' }]);
      const { body } = await web.get(limited, `/payments/new?kind=insurance&patient=${amelia}`);
      expect(body).not.toContain(`aria-label="Payment on ${there.number}"`);
      expect(words(body)).toContain('At Riverside');
      expect(body).not.toContain('id="f-locationId"');
    });
  });

  it('the payment, the invoice, the patient’s and the payer’s ledger say where it was received and what it pays elsewhere', async () => {
    const paymentId = await paid(2_000, 3_100, 900);
    const page = words((await web.get(dana, `/payments/${paymentId}`)).body);
    expect(page).toContain('received at Maple Street');
    expect(page).toContain('31.00 of it is on invoices of Riverside: Maple Street received it for Riverside');
    expect(page).toContain('Allocate what is held received at Maple Street');
    expect(words((await web.get(dana, `/invoices/${there.invoiceId}`)).body)).toContain('received at Maple Street');
    expect(words((await web.get(dana, `/patients/${amelia}`)).body)).toContain('received at Maple Street');
    const ledger = words((await web.get(dana, `/insurers/${web.clinic.harborlight}/ledger`)).body);
    expect(ledger).toMatch(/Riverside \d+ [\d.]+ 0.00 0.00 31.00/);
    const explained = words((await web.get(dana, `/ledger/explain?payment=${paymentId}`, { 'hx-request': 'true' })).body);
    expect(explained).toContain(`Received for Riverside on ${there.number} 2120 Remittance clearing · Harborlight Health Plan 31.00 2800 Due to other locations · Riverside 31.00`);
    expect(explained).toContain(`Payment on ${there.number}, received at Maple Street 1800 Due from other locations · Maple Street 31.00`);
    expect(explained).toMatch(/1100 A\/R insurance · Harborlight Health Plan · line 1 31.00/);
  });

  describe('somebody who sees one of the two locations', () => {
    let paymentId: string;
    beforeAll(async () => {
      paymentId = await paid(1_700, 2_300, 444);
    });

    it('where it is applied, reads what reached it and nothing of the rest', async () => {
      const there2 = await web.get(rita, `/payments/${paymentId}`);
      expect([there2.status, there2.location]).toEqual([303, `/payments/${paymentId}/reached`]);
      const { body, reads } = await web.get(rita, there2.location!);
      expect(words(body)).toMatch(/received at Maple Street/);
      expect(body).toContain(there.number);
      for (const secret of [here.number, '17.00', '4.44', '44.44']) expect(body).not.toContain(secret);
      expect(reads).toBeLessThanOrEqual(12);
      const journals = (await web.get(rita, `/ledger/journals?payment=${paymentId}`)).body;
      expect(words(journals)).toContain('received at another location, applied here');
      expect(journals).not.toContain('44.44');
      expect((await web.get(rita, '/payments')).body).not.toContain('44.44');
    });

    it('where it is received, learns that money went elsewhere, not to whom', async () => {
      const { body } = await web.get(mona, `/payments/${paymentId}`);
      expect(words(body)).toMatch(/At another location Riverside – \w+ \d+, \d+ 23.00/);
      expect(body).not.toContain(there.number);
      const explained = (await web.get(mona, `/ledger/explain?payment=${paymentId}`, { 'hx-request': 'true' })).body;
      expect(explained).not.toContain(there.number);
      expect(words(explained)).toContain('Received for Riverside');
      expect((await web.get(mona, `/payments/${paymentId}/reached`)).status).toBe(404);
    });

    it('reads the act in the audit trail, with the records of that location', async () => {
      const act = (await web.app.get(Reader).one<{ id: string }>(sql`SELECT act_id AS id FROM audit_entries WHERE record_id = ${paymentId} AND version = 1`))!.id;
      const seen = words((await web.get(rita, `/audit/acts/${act}`)).body);
      expect(seen).toContain(`Invoice ${there.number}`);
      for (const secret of [`Invoice ${here.number}`, '44.44', '4.44']) expect(seen).not.toContain(secret);
      expect((await web.get(rita, `/audit/history?type=payment&id=${paymentId}`)).status).toBe(404);
      const whole = words((await web.get(dana, `/audit/acts/${act}`)).body);
      for (const each of [`Invoice ${here.number}`, `Invoice ${there.number}`, '44.44']) expect(whole).toContain(each);
    });

    it('reads what is owed between the two in its own books, and down to the payments', async () => {
      const { maple, riverside } = web.clinic;
      for (const who of [rita, mona, dana]) {
        const { body, reads } = await web.get(who, '/settlements');
        expect(words(body)).toMatch(/Maple Street Riverside 54.00 0.00 0.00 54.00/);
        expect(reads).toBeLessThanOrEqual(12);
        const pair = words((await web.get(who, `/settlements/pair?from=${maple}&to=${riverside}`)).body);
        expect(pair).toContain('Maple Street owes 54.00 to Riverside');
        expect(pair).toMatch(/PAY-\d+ Harborlight Health Plan Maple Street \w+ \d+, \d+ 23.00/);
        expect(pair).not.toContain('Record settlement');
        expect((await web.get(who, '/settlements/export')).body).toContain('Maple Street,Riverside,54.00,0.00,0.00,54.00');
      }
      const nobody = web.signIn(person('01K000000000000000000N0B0D', [], [maple]), [{ id: maple, name: 'Maple Street' }]);
      expect((await web.get(nobody, `/settlements/pair?from=${maple}&to=${riverside}`)).status).not.toBe(200);
    });

    it('settled by whoever may at both, from the pair’s page, undone there, and each entry leads back to it', async () => {
      const { maple, riverside } = web.clinic;
      const irene = web.signIn(person('01K0000000000000000000RENE', [...READS, 'location.settle'], [maple, riverside]), [{ id: maple, name: 'Maple Street' }, { id: riverside, name: 'Riverside' }]);
      const pair = `/settlements/pair?from=${maple}&to=${riverside}`;
      expect((await web.get(irene, pair)).body).toMatch(/name="amountCents"[^>]* value="54.00"/);
      const settled = await web.post(irene, '/settlements', { locationId: maple, toId: riverside, amountCents: '50.00', reason: 'Monthly transfer', reference: 'TRF 9' });
      expect([settled.status, settled.location]).toEqual([303, pair]);
      const after = (await web.get(irene, pair)).body;
      expect(words(after)).toContain('Maple Street owes 4.00 to Riverside');
      expect(words(after)).toContain('Monthly transfer TRF 9');
      const id = /settlements\/(\w{26})\/undoing/.exec(after)![1]!;
      expect((await web.get(rita, `/settlements/${id}`)).location).toBe(pair);
      expect(words((await web.get(rita, '/ledger/journals')).body)).toContain('Settled between locations, TRF 9');
      const undone = await web.post(irene, `/settlements/${id}/undoing`, { locationId: maple, reason: 'Bank refused it' });
      expect([undone.status, undone.location]).toEqual([303, pair]);
      expect(words((await web.get(irene, pair)).body)).toMatch(/Undone .*: Bank refused it/);
      const missing = await web.post(irene, '/settlements', { locationId: maple, toId: riverside, amountCents: '999.00', reason: 'Too much' });
      expect([missing.status, words(missing.body)]).toEqual([422, expect.stringContaining('54.00 is owed, so 999.00 is 945.00 too much')]);
    });

    it('and a payment that never left its location stays missing elsewhere', async () => {
      const { paymentId: own } = await web.run<{ paymentId: string }>(new RecordInsurancePayment({
        locationId: web.clinic.maple, payerId: web.clinic.harborlight, method: 'insurance-check', amountCents: 100, rows: [row(here.invoiceId, 100)],
      }));
      expect((await web.get(rita, `/payments/${own}/reached`)).status).toBe(404);
    });
  });
});
