import { replay } from '../../src/audit/replay.js';
import { runCheck } from '../../src/ledger/index.js';
import { Outbox } from '../../src/mail/index.js';
import { SmtpServer } from '../../src/mail/adapters/smtp-server.js';
import { RegisterPatient } from '../../src/patients/index.js';
import { RecordPatientPayment } from '../../src/payments/index.js';
import { Clock } from '../../src/platform/clock.js';
import { Commands } from '../../src/platform/commands.js';
import type { Config } from '../../src/platform/config.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { OutsideTrail } from '../../src/platform/outside-trail.js';
import { staffActor } from '../../src/staff/index.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { LocalMailServer } from '../support/mail-server.js';
import { words } from '../support/pages.js';
import { row } from '../support/posted-clinic.js';
import { clerkAt } from '../support/records.js';

eachEngine((engine) => {
  describe('papers by e-mail', () => {
    let web: ClinicWeb;
    let config: Config;
    let server: LocalMailServer;
    let outbox: Outbox;
    let dana: string;
    let fran: string;
    let rob: string;
    let receiptId: string;
    let invoiceId: string;

    beforeAll(async () => {
      server = new LocalMailServer();
      await server.listen();
      config = { ...(await engine.config()), mail: server.settings() };
      web = await clinicWeb(config);
      outbox = web.app.get(Outbox);
      const { clinic, run } = web;
      const places = [{ id: clinic.maple, name: 'Maple Street' }];
      dana = web.signIn(clerkAt(clinic.maple), places);
      fran = web.signIn(staffActor({ id: newId(), name: 'Fran Ober', grants: [{ role: 'front-desk', locationId: clinic.maple }] }), places);
      rob = web.signIn(clerkAt(clinic.riverside), [{ id: clinic.riverside, name: 'Riverside' }]);
      const { patientId } = await run<{ patientId: string }>(new RegisterPatient({ locationId: clinic.maple, lastName: 'Hartwell', firstName: 'Zoë', birthDate: '1984-03-14', email: 'zoe@example.org' }));
      ({ invoiceId } = await clinic.invoice(patientId, { visits: 1, insurerCents: 0 }));
      const { paymentId } = await run<{ paymentId: string }>(new RecordPatientPayment({ locationId: clinic.maple, guarantorId: patientId, method: 'card', amountCents: 2_500, rows: [row(invoiceId, 2_500)] }));
      receiptId = (await web.post(dana, '/receipts', { paymentId })).location!.split('/').pop()!;
    });
    afterAll(async () => {
      await web.close();
      await server.close();
    });
    beforeEach(() => {
      server.answer = undefined;
      server.taken.length = 0;
    });

    const send = (who = dana, fields: Record<string, string> = {}) => web.post(who, '/mail', { paperKind: 'receipt', paperId: receiptId, to: 'zoe@example.org', body: 'Dear Zoë,\n\nyour receipt.', ...fields });
    const sent = async (fields: Record<string, string> = {}): Promise<string> => {
      const { status, location } = await send(dana, fields);
      expect(status).toBe(303);
      return location!;
    };
    const stateOf = async (page: string): Promise<{ state: string; nextTryAt: string | null; tries: number }> =>
      (await web.app.get(Reader).one(sql`SELECT m.state AS state, m.next_try_at AS nextTryAt, m.tries AS tries FROM mails m WHERE m.id = ${page.split('/').pop()!}`))!;
    const press = async (page: string, what: 'again' | 'cancel') => {
      const { version } = (await web.app.get(Reader).one<{ version: number }>(sql`SELECT m.version AS version FROM mails m WHERE m.id = ${page.split('/').pop()!}`))!;
      return web.post(dana, `${page}/${what}`, { version: String(version) });
    };

    it('of many statements those with an address go by e-mail, the others onto paper', async () => {
      const without = await web.clinic.patient({ covered: false, lastName: 'Nomail' });
      await web.clinic.invoice(without);
      const locationId = web.clinic.maple;
      const one = async (guarantorId: string) => (await web.post(dana, `/documents/statements/many/${guarantorId}`, { locationId, byMail: 'true' }, { 'hx-request': 'true' })).body;
      const { guarantorId } = (await web.app.get(Reader).one<{ guarantorId: string }>(sql`SELECT i.guarantor_id AS guarantorId FROM invoices i WHERE i.id = ${invoiceId}`))!;
      const mailed = await one(guarantorId);
      expect([words(mailed), mailed.includes('documentIds')]).toEqual([expect.stringMatching(/Statement \d+ by e-mail to zoe@example\.org/), false]);
      const printed = await one(without);
      expect([words(printed), printed.includes('documentIds')]).toEqual([expect.stringContaining('on paper, no e-mail address'), true]);
      await outbox.deliver();
      expect(server.taken.map(({ to, raw }) => [to, raw.includes('Attached is statement')])).toEqual([['zoe@example.org', true]]);
    });

    it('a receipt is offered to the guarantor’s address, waits, goes out with its PDF, and says that it was sent', async () => {
      const form = await web.get(dana, `/mail/of-paper?kind=receipt&paper=${receiptId}`, { 'hx-request': 'true' });
      expect(form.body).toContain('value="zoe@example.org"');
      const page = await sent();
      expect(await stateOf(page)).toMatchObject({ state: 'waiting', tries: 0 });
      expect(await outbox.deliver()).toBe(1);
      expect(await stateOf(page)).toEqual({ state: 'sent', nextTryAt: null, tries: 1 });
      const [mail] = server.taken;
      expect(mail!.to).toBe('zoe@example.org');
      expect(mail!.raw).toMatch(/From: Maple Street Clinic <billing@clinic\.test>/);
      expect(mail!.raw).toMatch(/Subject: Receipt \d+ from/);
      expect(mail!.raw).toContain('Content-Type: application/pdf; name=receipt-');
      const attached = Buffer.from(mail!.raw.split('Content-Type: application/pdf')[1]!.split('\r\n\r\n')[1]!.split('--')[0]!, 'base64');
      expect(attached.subarray(0, 5).toString('latin1')).toBe('%PDF-');
      expect(words((await web.get(dana, page)).body)).toContain('The mail server took it.');
      expect(await outbox.deliver()).toBe(0);
    });

    it('a failed try says why and follows by itself, later; by hand at once, and it stays one e-mail to whoever gets it twice', async () => {
      server.answer = { code: 451, text: 'Mailbox busy' };
      const page = await sent();
      const before = web.app.get(Clock).now();
      await outbox.deliver();
      const { state, nextTryAt } = await stateOf(page);
      expect([state, nextTryAt! > before]).toEqual(['failed', true]);
      expect(words((await web.get(dana, page)).body)).toContain('Mailbox busy');
      expect(await outbox.deliver()).toBe(0);
      server.answer = undefined;
      expect((await press(page, 'again')).status).toBe(303);
      await outbox.deliver();
      expect(await stateOf(page)).toMatchObject({ state: 'sent', tries: 2 });
      expect(server.taken[0]!.raw).toContain(`Message-ID: <${page.split('/').pop()!}@clinic.test>`);
      expect((await press(page, 'again')).status).toBe(409);
    });

    it('what the server will never take is parked at once; what it does not take for long is parked too', async () => {
      server.answer = { code: 550, text: 'No such mailbox' };
      const page = await sent({ to: 'nobody@example.org' });
      await outbox.deliver();
      expect(await stateOf(page)).toEqual({ state: 'parked', nextTryAt: null, tries: 1 });
      expect((await web.get(dana, '/mail?state=parked')).body).toContain('nobody@example.org');
      expect((await press(page, 'cancel')).status).toBe(303);
      expect(await stateOf(page)).toMatchObject({ state: 'canceled' });
      expect((await press(page, 'again')).status).toBe(409);

      server.answer = { code: 450, text: 'Come back later' };
      const slow = await sent();
      for (let round = 0; round < 6; round += 1) {
        await outbox.deliver();
        const { nextTryAt } = await stateOf(slow);
        if (nextTryAt !== null) await press(slow, 'again');
      }
      expect(await stateOf(slow)).toEqual({ state: 'parked', nextTryAt: null, tries: 6 });
      await press(slow, 'cancel');
    });

    it('an answer that could not be recorded is recorded later, and nothing is sent a second time', async () => {
      const page = await sent();
      const commands = web.app.get(Commands);
      const execute = vi.spyOn(commands, 'execute').mockRejectedValueOnce(new Error('the database is away'));
      await expect(outbox.deliver()).rejects.toThrow('the database is away');
      execute.mockRestore();
      expect(await stateOf(page)).toMatchObject({ state: 'waiting' });
      await outbox.deliver();
      expect([await stateOf(page), server.taken.length]).toEqual([{ state: 'sent', nextTryAt: null, tries: 1 }, 1]);
    });

    it('one process sends: while another holds the outbox nothing goes out here', async () => {
      const page = await sent();
      await web.app.get(OutsideTrail).run(sql`UPDATE leases SET holder = ${newId()}, expires_at = ${'2190-01-01 00:00:00.000000'} WHERE name = 'outbox'`);
      expect([await outbox.deliver(), server.taken.length]).toEqual([0, 0]);
      await web.app.get(OutsideTrail).run(sql`UPDATE leases SET expires_at = ${'2000-01-01 00:00:00.000000'} WHERE name = 'outbox'`);
      await outbox.deliver();
      expect(await stateOf(page)).toMatchObject({ state: 'sent' });
    });

    it('an address that is none is refused with the message kept, and another location’s paper is not there', async () => {
      for (const to of ['', 'zoe', 'zoe@example', 'a@example.org, b@example.org', 'zoe@example.org\r\nBcc: x@example.org']) {
        const refused = await send(dana, { to });
        expect([to, refused.status]).toEqual([to, 422]);
        expect(refused.body).toContain('your receipt.');
      }
      expect((await send(rob)).status).toBe(404);
      expect((await web.get(rob, `/mail/of-paper?kind=receipt&paper=${receiptId}`)).status).toBe(404);
      expect((await send(dana, { paperKind: 'secret' })).status).toBe(404);
      const front = await send(fran);
      expect([front.status, words(front.body)]).toEqual([403, expect.stringContaining('was given out by somebody else')]);
      expect((await web.get(rob, (await web.get(dana, '/mail')).body.match(/href="(\/mail\/[0-9A-Z]{26})"/)![1]!)).status).toBe(404);
    });

    it('an invoice goes as it stands, by who may see all of it', async () => {
      expect((await send(fran, { paperKind: 'invoice', paperId: invoiceId })).status).toBe(403);
      await sent({ paperKind: 'invoice', paperId: invoiceId });
      await outbox.deliver();
      expect(server.taken[0]!.raw).toMatch(/Subject: Invoice .+ from/);
    });

    it('a server elsewhere gets nothing in the clear', async () => {
      const smtp = new SmtpServer({ ...config, mail: server.settings('0.0.0.0') });
      const answer = await smtp.send({ id: newId(), to: 'zoe@example.org', subject: 'Receipt', body: 'x', fileName: 'x.pdf', pdf: Buffer.from('x') });
      smtp.onModuleDestroy();
      expect([answer.isSent || answer.isFinal, server.taken.length]).toEqual([false, 0]);
      expect(answer.detail).toMatch(/offers no encryption/);
    });

    it('the list is a table of all of it, the trail gives it back, and the ledger check is green', async () => {
      const csv = await web.get(dana, '/mail/export');
      expect(csv.body.split('\n').length).toBeGreaterThan(6);
      expect((await runCheck(web.app.get(Reader))).violations).toEqual([]);
      expect((await replay(web.app.get(Reader), config.dataDir)).differences).toEqual([]);
    });
  });

  it('without a mail server the page says so and nothing can be sent', async () => {
    const web = await clinicWeb(await engine.config());
    const who = web.signIn(clerkAt(web.clinic.maple), [{ id: web.clinic.maple, name: 'Maple Street' }]);
    const { invoiceId } = await web.clinic.invoice(await web.clinic.patient());
    const page = await web.get(who, `/mail/of-paper?kind=invoice&paper=${invoiceId}`);
    expect(words(page.body)).toContain('No mail server is set');
    expect(page.body).not.toContain('name="to"');
    const refused = await web.post(who, '/mail', { paperKind: 'invoice', paperId: invoiceId, to: 'a@example.org', body: 'x' });
    expect([refused.status, words(refused.body)]).toEqual([422, expect.stringContaining('No mail server is set')]);
    await web.close();
  });
});
