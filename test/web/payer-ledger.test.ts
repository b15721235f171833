import { RecordInsurancePayment } from '../../src/payments/index.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { clinicWeb, type ClinicWeb } from '../support/clinic-web.js';
import { eachEngine } from '../support/database.js';
import { clerkAt } from '../support/records.js';

const HTMX = { 'hx-request': 'true' };
const PLAIN = { adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };

eachEngine((engine) => {
  let web: ClinicWeb;
  let dana: string;
  let both: string;

  beforeAll(async () => {
    web = await clinicWeb(await engine.config());
    const { maple, riverside, harborlight } = web.clinic;
    const [here, there] = [{ id: maple, name: 'Maple Street' }, { id: riverside, name: 'Riverside' }];
    dana = web.signIn(clerkAt(maple), [here]);
    both = web.signIn(clerkAt(maple, riverside), [here, there]);
    const { invoiceId } = await web.clinic.invoice(await web.clinic.patient(), { visits: 2, insurerCents: 15_000 });
    const pay = (locationId: string, amountCents: number, reference: string, rows: object[] = []): Promise<unknown> =>
      web.run(new RecordInsurancePayment({ locationId, payerId: harborlight, method: 'insurance-eft', amountCents, reference, rows, ...(rows.length ? {} : { remainderKind: 'to-allocate' }) } as Partial<RecordInsurancePayment>));
    await pay(maple, 6_000, 'FULL 1', [{ ...PLAIN, invoiceId, amountCents: 6_000 }]);
    await pay(maple, 2_500, 'HELD 2');
    await pay(riverside, 700, 'RIVER 3');
  });
  afterAll(() => web.close());

  const numbers = async (query: string, who = both): Promise<string[]> => {
    const { body } = await web.get(who, `/insurers/${web.clinic.harborlight}/ledger?${query}`, HTMX);
    return ['FULL 1', 'HELD 2', 'RIVER 3'].filter((reference) => body.includes(reference));
  };

  test('shows each payment with what was applied and what remains, what is open where, and the balances by location', async () => {
    const { body, reads } = await web.get(both, `/insurers/${web.clinic.harborlight}/ledger`);
    expect(reads).toBeLessThanOrEqual(12);
    expect(body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toMatch(/Receivable 90\.00[\s\S]*Unapplied 32\.00[\s\S]*Maple Street 1 90\.00 25\.00 0\.00 0\.00 Riverside 0 0\.00 7\.00 0\.00 0\.00/);
    expect(body).toMatch(/\/ledger\/explain\?payment=/);
    expect(body).toMatch(/Hartwell1, Amelia[\s\S]*90\.00/);
  });

  test('is filtered by posting date, location and state, alone and combined', async () => {
    const { maple, riverside, today } = web.clinic;
    expect(await numbers('')).toEqual(['FULL 1', 'HELD 2', 'RIVER 3']);
    expect(await numbers(`location=${riverside}`)).toEqual(['RIVER 3']);
    expect(await numbers('state=unapplied')).toEqual(['HELD 2', 'RIVER 3']);
    expect(await numbers('state=applied')).toEqual(['FULL 1']);
    expect(await numbers('state=reversed')).toEqual([]);
    expect(await numbers(`from=${today}`)).toEqual(['FULL 1', 'HELD 2', 'RIVER 3']);
    expect(await numbers(`from=${addDays(today, 2)}`)).toEqual([]);
    expect(await numbers(`through=${addDays(today, -1)}`)).toEqual([]);
    expect(await numbers(`location=${maple}&state=unapplied&from=${today}`)).toEqual(['HELD 2']);
  });

  test('shows nothing of another location', async () => {
    expect(await numbers('', dana)).toEqual(['FULL 1', 'HELD 2']);
    expect((await web.get(dana, `/insurers/${web.clinic.harborlight}/ledger`)).body).not.toContain('Riverside');
  });
});
