import { LogContact } from '../../src/insurers/index.js';
import { RecordInsurancePayment } from '../../src/payments/index.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { clerkAt, readerAt } from '../support/records.js';

const HTMX = { 'hx-request': 'true' };
const MOST_READS = 12;

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let rita: string;
  let reader: string;
  let invoiceId: string;

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const maple = { id: web.clinic.maple, name: 'Maple Street' };
    dana = web.signIn(clerkAt(maple.id), [maple]);
    rita = web.signIn(clerkAt(web.clinic.riverside), [{ id: web.clinic.riverside, name: 'Riverside' }]);
    reader = web.signIn(readerAt(maple.id), [maple]);
    ({ invoiceId } = await web.clinic.invoice(await web.clinic.patient(), { insurerCents: 6_000 }));
  });
  afterAll(() => web.close());

  const call = (fields: Record<string, string>, who = dana) => web.post(who, '/contact-log', { payerId: web.clinic.harborlight, happenedOn: web.clinic.today, channel: 'phone', body: 'Asked for the EOB.', ...fields });
  const log = async (of: string, who = dana): Promise<string> => (await web.get(who, `/contact-log?${of}`, HTMX)).body;
  const entryWith = (body: string, text: string): string => new RegExp(`${text}[\\s\\S]*?/contact-log/([0-9A-Z]{26})/correction`).exec(body)![1]!;

  test('a call about an invoice stands on the invoice and on the payer, with who looks at it again', async () => {
    expect((await web.get(dana, `/contact-log/new?invoice=${invoiceId}`)).body).toContain('On this record');
    const done = await call({ invoiceId, spokeTo: 'Pat Moss', body: 'In review.\nCall again.', nextOn: addDays(web.clinic.today, 3) });
    expect([done.status, done.location]).toEqual([303, `/invoices/${invoiceId}`]);
    expect((await web.get(dana, done.location!)).body).toContain(`hx-get="/contact-log?invoice=${invoiceId}"`);
    for (const place of [`invoice=${invoiceId}`, `payer=${web.clinic.harborlight}`]) {
      const body = await log(place);
      expect(body.trim()).toMatch(/^<section class="card" id="contact-log"/);
      expect(body).toMatch(/Phone · Pat Moss[\s\S]*In review\.\nCall again\.[\s\S]*Dana Ruiz/);
    }
    expect((await web.get(dana, `/contact-log?payer=${web.clinic.harborlight}`)).reads).toBeLessThanOrEqual(MOST_READS);
  });

  test('one about a payment stands on the payment', async () => {
    const { paymentId } = await web.run<{ paymentId: string }>(
      new RecordInsurancePayment({ locationId: web.clinic.maple, payerId: web.clinic.harborlight, method: 'insurance-eft', amountCents: 500, reference: 'L 1', rows: [], remainderKind: 'to-allocate' }),
    );
    expect((await call({ paymentId, body: 'Which claims is it for?' })).location).toBe(`/payments/${paymentId}`);
    expect(await log(`payment=${paymentId}`)).toContain('Which claims is it for?');
    expect((await web.get(dana, `/payments/${paymentId}`)).body).toContain(`hx-get="/contact-log?payment=${paymentId}"`);
    expect((await web.get(rita, `/contact-log?payment=${paymentId}`)).status).toBe(404);
    expect(await log(`payer=${web.clinic.harborlight}`, rita)).not.toContain('Which claims');
  });

  test('what is about the payer itself is read everywhere; what is about an invoice elsewhere looks missing', async () => {
    await call({ body: 'The fax number changed.' });
    expect(await log(`payer=${web.clinic.harborlight}`, rita)).toContain('The fax number changed.');
    expect(await log(`payer=${web.clinic.harborlight}`, rita)).not.toContain('In review.');
    expect((await web.get(rita, `/contact-log?invoice=${invoiceId}`)).status).toBe(404);
    expect((await call({ invoiceId }, rita)).status).toBe(404);
    const id = entryWith(await log(`invoice=${invoiceId}`), 'In review');
    for (const page of ['correction', 'closing']) expect((await web.get(rita, `/contact-log/${id}/${page}`)).status).toBe(404);
    expect((await web.post(rita, `/contact-log/${id}/closing`, { version: '1' })).status).toBe(404);
  });

  test('an entry is corrected by another one, once; both stay to be read', async () => {
    await call({ body: 'They pay in May.' });
    const id = entryWith(await log(`payer=${web.clinic.harborlight}`), 'They pay in May');
    expect((await web.get(dana, `/contact-log/${id}/correction`)).body).toContain('They pay in May.');
    const correct = () => web.post(dana, `/contact-log/${id}/correction`, { version: '1', happenedOn: web.clinic.today, channel: 'email', body: 'They pay in June.' }, HTMX);
    expect((await correct()).status).toBe(200);
    const body = await log(`payer=${web.clinic.harborlight}`);
    expect(body).toMatch(/They pay in June\.[\s\S]*correction[\s\S]*class="gone"[\s\S]*They pay in May\.[\s\S]*corrected/);
    expect((await correct()).body).toContain('Correct a logged contact');
    expect((await web.post(dana, `/contact-log/${id}/correction`, { version: '2', happenedOn: web.clinic.today, channel: 'email', body: 'July' }, HTMX)).body).toContain('was corrected already');
  });

  test('a contact is not logged ahead, its next date is not before it, and its text is not empty', async () => {
    const refused = async (fields: Record<string, string>): Promise<string> => (await web.post(dana, '/contact-log', { payerId: web.clinic.harborlight, happenedOn: web.clinic.today, channel: 'phone', body: 'x', ...fields }, HTMX)).body;
    expect(await refused({ happenedOn: addDays(web.clinic.today, 3) })).toContain('not ahead');
    expect(await refused({ nextOn: addDays(web.clinic.today, -1) })).toContain('the day of the contact or a later one');
    expect(await refused({ body: ' ' })).toContain('What was said is missing');
    expect(await refused({ ownerId: invoiceId })).toContain('Choose who looks at it again');
    expect(await refused({ payerId: invoiceId })).toContain('Choose the payer from the list');
    expect((await call({}, reader)).status).toBe(403);
  });

  describe('follow-ups', () => {
    const list = async (query: string, who = dana): Promise<string> => (await web.get(who, `/follow-ups?${query}`, HTMX)).body;

    test('are listed when they are due, mine or everybody’s, by payer, the longest overdue first', async () => {
      const cleo = web.signIn({ ...clerkAt(web.clinic.maple), name: 'Cleo Day' }, [{ id: web.clinic.maple, name: 'Maple Street' }]);
      const past = (days: number): string => addDays(web.clinic.today, -days);
      await call({ body: 'Mine, two days late', happenedOn: past(9), nextOn: past(2) });
      await call({ body: 'Mine, five days late', happenedOn: past(9), nextOn: past(5), payerId: web.clinic.tamarack });
      await call({ body: 'Cleo’s, today', nextOn: web.clinic.today }, cleo);
      await call({ body: 'Mine, later', nextOn: addDays(web.clinic.today, 5) });
      const mine = await list('');
      expect(mine).toMatch(/Mine, five days late[\s\S]*Mine, two days late/);
      expect(mine).not.toMatch(/Cleo|Mine, later/);
      expect(await list('whose=all')).toMatch(/Overdue[\s\S]*five days[\s\S]*two days[\s\S]*Today[\s\S]*Cleo’s, today/);
      expect(await list('when=all')).toContain('Mine, later');
      expect(await list(`whose=all&payer=${web.clinic.tamarack}`)).toMatch(/^(?![\s\S]*two days)[\s\S]*five days/);
      expect(await list(`whose=all&when=all&payer=${web.clinic.tamarack}`)).not.toContain('later');
      expect((await web.get(dana, '/follow-ups?whose=all&when=all')).reads).toBeLessThanOrEqual(MOST_READS);
    });

    test('leave the list when they are closed, with what came of it', async () => {
      const id = /\/contact-log\/([0-9A-Z]{26})\/closing/.exec(await list(`payer=${web.clinic.tamarack}`))![1]!;
      expect((await web.post(reader, `/contact-log/${id}/closing`, { version: '1' })).status).toBe(403);
      expect((await web.get(dana, `/contact-log/${id}/closing`)).body).toContain('Mine, five days late');
      expect((await web.post(dana, `/contact-log/${id}/closing`, { version: '1', outcome: 'Paid on Monday' })).location).toBe('/follow-ups');
      expect(await list(`payer=${web.clinic.tamarack}`)).toContain('Nothing to follow up');
      expect(await log(`payer=${web.clinic.tamarack}`)).toContain('Paid on Monday');
      expect((await web.post(dana, `/contact-log/${id}/closing`, { version: '2' }, HTMX)).body).toContain('nothing left to follow up');
    });

    test('go on page by page', async () => {
      const day = web.clinic.today;
      for (let nth = 0; nth < 26; nth += 1) await web.run(new LogContact({ payerId: web.clinic.kestrel, happenedOn: day, channel: 'fax', body: `Entry ${String(nth).padStart(2, '0')}`, nextOn: day }));
      const first = await list(`whose=all&payer=${web.clinic.kestrel}`);
      const next = /href="([^"]+)" rel="next"/.exec(first)![1]!.replaceAll('&amp;', '&');
      expect(first).not.toContain('Entry 25');
      expect((await web.get(dana, next, HTMX)).body).toMatch(/^(?![\s\S]*Entry 24)[\s\S]*Entry 25/);
      const entries = await log(`payer=${web.clinic.kestrel}`);
      const earlier = /href="([^"]+)" rel="next"/.exec(entries)![1]!.replaceAll('&amp;', '&');
      expect((await web.get(dana, earlier, HTMX)).body).toMatch(/^(?![\s\S]*Entry 01)[\s\S]*Entry 00/);
    });
  });
});
