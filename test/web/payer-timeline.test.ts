import { OpenDays } from '../../src/calendar/index.js';
import { AddDraftLine, ApplyInsuranceToDraft, FinalizeInvoice, StartInvoiceDraft } from '../../src/invoices/index.js';
import { RecordInsurancePayment, RecordRemittance } from '../../src/payments/index.js';
import { Reader } from '../../src/platform/database/reader.js';
import { sql } from '../../src/platform/database/sql.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { type ClinicWeb, clinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { words } from '../support/pages.js';
import { row } from '../support/posted-clinic.js';
import { clerkAt } from '../support/records.js';
import { remitted } from '../support/remittances.js';

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  const day = (ago: number): string => addDays(web.clinic.today, -ago);
  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    dana = web.signIn(clerkAt(web.clinic.maple), [{ id: web.clinic.maple, name: 'Maple Street' }]);
    for (const locationId of [web.clinic.maple, web.clinic.riverside]) await web.run(new OpenDays({ locationId, from: day(120), through: day(1) }));
  });
  afterAll(() => web.close());

  const claim = async (ago: number, locationId = web.clinic.maple): Promise<string> => {
    const { draftId } = await web.run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId: await web.clinic.patient({ locationId }) }));
    await web.run(new AddDraftLine({ locationId, draftId, serviceId: web.clinic.visit, quantity: 1, serviceDate: day(ago) }));
    await web.run(new ApplyInsuranceToDraft({ locationId, draftId, amounts: [{ partyKey: web.clinic.harborlight, amountCents: 8_000 }] }));
    await web.run(new FinalizeInvoice({ locationId, draftId, postingDate: day(ago) }));
    return draftId;
  };
  const insurer = (over: object) => ({ locationId: web.clinic.maple, payerId: web.clinic.harborlight, method: 'insurance-eft', reference: `E ${Math.random()}`, ...over });
  const timeline = async (who = dana) => words((await web.get(who, `/insurers/${web.clinic.harborlight}/timeline`, { 'hx-request': 'true' })).body);

  it('says how long the payer took, by plain payments and by denials, and what waits for longer than usual', async () => {
    expect(await timeline()).toMatch(/Waiting 0\.00 0 claims Late 0\.00 .*Nothing answered yet/);
    const [quick, slow, denied] = [await claim(50), await claim(90), await claim(60)];
    await web.run(new RecordInsurancePayment({ ...insurer({ postingDate: day(45), amountCents: 8_000, rows: [row(quick, 8_000)] }) }));
    await web.run(new RecordInsurancePayment({ ...insurer({ postingDate: day(40), amountCents: 5_000, rows: [row(slow, 5_000)] }) }));
    await web.run(new RecordInsurancePayment({ ...insurer({ postingDate: day(10), amountCents: 1_000, rows: [row(slow, 1_000)] }) }));
    const { id } = (await web.app.get(Reader).one<{ id: string }>(sql`SELECT id AS id FROM invoice_lines WHERE invoice_id = ${denied}`))!;
    await web.run(new RecordRemittance({ ...insurer({ postingDate: day(30), amountCents: 0, lines: [remitted(denied, id, { denied: 10_000 })], providerRows: [] }) }));
    await claim(20);
    await claim(40);
    await claim(70, web.clinic.riverside);
    expect(await timeline()).toMatch(new RegExp('Half within 30 days 3 claims of its latest payments Nine of ten within 50 days longer than the 30 days it usually takes .*Waiting 160\\.00 2 claims, oldest of .* Late 80\\.00 1 claim, longer than 30 days'));
    const rita = web.signIn(clerkAt(web.clinic.riverside), [{ id: web.clinic.riverside, name: 'Riverside' }]);
    expect(await timeline(rita)).toMatch(/Waiting 80\.00 1 claim, .* Late 80\.00 1 claim.*Nothing answered yet/);
    expect((await web.get(dana, `/insurers/${web.clinic.harborlight}`)).body).toContain(`hx-get="/insurers/${web.clinic.harborlight}/timeline"`);
    expect((await web.get(dana, `/insurers/${web.clinic.kestrel}`)).body).not.toContain('/timeline');
  });
});
