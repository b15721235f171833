import { AddClaim, AddProviderLine, PostRemittance, RemittancesModule, StartRemittance, TypeLine } from '../../src/remittances/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { eachEngine } from '../support/database.js';
import { ReleaseClinic } from '../support/release-clinic.js';
import { EobDesk } from '../support/remittances.js';

type Typed = Partial<Omit<TypeLine, 'locationId' | 'draftId' | 'rowId' | 'version'>>;
type Beside = [code: string, amountCents: number, reference?: string];
interface Claim {
  invoiceId: string;
  lineId: string;
}

/** 80 paid, CO-45 50, PR-2 20 of 150. */
const PRIMARY: Typed = { allowedCents: 10_000, coinsuranceCents: 2_000 };

/** The journals that a paper EOB can carry (DOMAIN §4.3), typed into the grid: what each account moved by within the act. Money lies in 1010 until it is deposited. */
eachEngine((engine) => {
  let books: ReleaseClinic;
  let desk: EobDesk;
  beforeAll(async () => {
    books = await ReleaseClinic.open(await engine.config(), { imports: [RemittancesModule] });
    desk = new EobDesk(books);
  });
  afterAll(async () => {
    expect(await books.violations()).toEqual([]);
    await books.clinic.close();
  });

  const charged = async (chargeCents: number, second = false): Promise<Claim> => desk.claim(chargeCents, chargeCents, await desk.covered({ second }));

  /** Types an EOB as the grid does, posts it, and answers what the books moved by. */
  async function eob(amountCents: number, lines: readonly [Claim, Typed][], beside: readonly Beside[] = [], payerId = books.clinic.harbor): Promise<Record<string, number>> {
    const mark = await books.mark();
    const { draftId } = await books.do<{ draftId: string }>(new StartRemittance({ ...books.at, payerId, method: 'insurance-eft', amountCents, reference: newId() }));
    for (const [{ invoiceId }, typed] of lines) {
      const { rowIds } = await books.do<{ rowIds: string[] }>(new AddClaim({ ...books.at, draftId, invoiceId }));
      await books.do(new TypeLine({ ...books.at, draftId, rowId: rowIds[0]!, version: 1, ...typed }));
    }
    for (const [code, cents, reference = ''] of beside) await books.do(new AddProviderLine({ ...books.at, draftId, code, reference, amountCents: cents }));
    await books.do(new PostRemittance({ ...books.at, draftId }));
    return books.booked(mark);
  }

  const blueRiver = (amountCents: number, claim: Claim, typed: Typed) => eob(amountCents, [[claim, typed]], [], books.clinic.blueRiver);
  const openOf = async ({ invoiceId }: Claim): Promise<number> =>
    Number((await books.clinic.reader.one<{ cents: number }>(sql`SELECT SUM(charged_cents - paid_cents - adjusted_cents) AS cents FROM shares WHERE invoice_id = ${invoiceId}`))!.cents);

  it('01 primary: paid 80, CO-45 50, and 20 for the patient', async () => {
    expect(await eob(8_000, [[await charged(15_000), PRIMARY]])).toEqual({ 1010: 8_000, 1100: -15_000, 1110: 2_000, 4100: 5_000 });
  });

  it('01 primary with a secondary: the 20 stay with insurers', async () => {
    const claim = await charged(15_000, true);
    expect(await eob(8_000, [[claim, PRIMARY]])).toEqual({ 1010: 8_000, 1100: -13_000, 4100: 5_000 });
    expect((await desk.shares(claim.invoiceId)).blueRiver).toEqual([2_000, 0, 0]);
  });

  it('07 secondary: pays its 20 after OA-23 130', async () => {
    const claim = await charged(15_000, true);
    await eob(8_000, [[claim, PRIMARY]]);
    expect(await blueRiver(2_000, claim, { paidCents: 2_000, codes: 'OA-23 130.00' })).toEqual({ 1010: 2_000, 1100: -2_000 });
    expect(await openOf(claim)).toBe(0);
  });

  it('08 secondary: pays nothing, and the patient owes the 20', async () => {
    const claim = await charged(15_000, true);
    await eob(8_000, [[claim, PRIMARY]]);
    expect(await blueRiver(0, claim, { coinsuranceCents: 2_000, codes: '23 130.00' })).toEqual({ 1100: -2_000, 1110: 2_000 });
  });

  it('12 reversal and correction in one row: net per account', async () => {
    const claim = await charged(15_000);
    await eob(8_000, [[claim, PRIMARY]]);
    expect(await eob(1_500, [[claim, { takebackCents: 8_000, allowedCents: 10_000, copayCents: 500 }]])).toEqual({ 1010: 1_500, 1110: -1_500 });
    expect(await desk.shares(claim.invoiceId)).toMatchObject({ harbor: [14_500, 9_500, 5_000], patient: [500, 0, 0] });
  });

  it('13 a takeback netted in the check of another claim', async () => {
    const [old, fresh] = [await charged(15_000), await charged(20_000)];
    await eob(8_000, [[old, PRIMARY]]);
    expect(await eob(12_000, [[old, { takebackCents: 8_000 }], [fresh, { allowedCents: 20_000 }]])).toEqual({ 1010: 12_000, 1100: -20_000 + 15_000, 1110: -2_000, 4100: -5_000 });
  });

  it('14a and 14b: a balance carried out of one check and settled by the next', async () => {
    const [old, fresh] = [await charged(15_000), await charged(20_000)];
    await eob(8_000, [[old, PRIMARY]]);
    expect(await eob(0, [[old, { takebackCents: 8_000 }]], [['FB', 8_000, 'CHK14']])).toEqual({ 1100: 15_000, 1110: -2_000, 2160: -8_000, 4100: -5_000 });
    expect(await eob(12_000, [[fresh, { allowedCents: 20_000 }]], [['FB', -8_000, 'CHK14']])).toEqual({ 1010: 12_000, 1100: -20_000, 2160: 8_000 });
  });

  it('15a and 15b: a recovery that waits, and is taken later', async () => {
    const [old, fresh] = [await charged(15_000), await charged(20_000)];
    await eob(8_000, [[old, PRIMARY]]);
    expect(await eob(0, [[old, { takebackCents: 8_000, allowedCents: 7_000, coinsuranceCents: 2_000 }]], [['WO', 3_000, 'ICN15']])).toEqual({ 2150: -3_000, 4100: 3_000 });
    expect(await eob(17_000, [[fresh, { allowedCents: 20_000 }]], [['WO', -3_000, 'ICN15']])).toEqual({ 1010: 17_000, 1100: -20_000, 2150: 3_000 });
  });

  it('17 interest is income, never the claim’s', async () => {
    const claim = await charged(15_000);
    expect(await eob(8_137, [[claim, PRIMARY]], [['L6', 137]])).toEqual({ 1010: 8_137, 1100: -15_000, 1110: 2_000, 4100: 5_000, 4200: -137 });
  });

  it('58 a recoupment by letter whose reference leads nowhere waits in 1160', async () => {
    expect(await eob(17_000, [[await charged(20_000), { allowedCents: 20_000 }]], [['WO', -3_000, 'LETTER']])).toEqual({ 1010: 17_000, 1100: -20_000, 1160: 3_000 });
  });

  it('59 the insurer writes the debt off: other income', async () => {
    const old = await charged(15_000);
    await eob(8_000, [[old, PRIMARY]]);
    await eob(0, [[old, { takebackCents: 8_000, allowedCents: 7_000, coinsuranceCents: 2_000 }]], [['WO', 3_000, 'ICN59']]);
    expect(await eob(0, [], [['WO', -3_000, 'ICN59'], ['CS', 3_000]])).toEqual({ 2150: 3_000, 4190: -3_000 });
  });
});
