import { VoidInvoice } from '../../src/payments/index.js';
import { sql } from '../../src/platform/database/sql.js';
import { eachEngine } from '../support/database.js';
import { ReleaseClinic } from '../support/release-clinic.js';

const reason = 'Entered for the wrong visit';

eachEngine((engine) => {
  let books: ReleaseClinic;
  beforeAll(async () => {
    books = await ReleaseClinic.open(await engine.config());
  });
  afterEach(() => expect(books.clinic.database.engine.inUse()).toBe(0));
  afterAll(async () => {
    expect(await books.violations()).toEqual([]);
    await books.clinic.close();
  });
  const ofInvoice = (invoiceId: string) => ({ ...books.at, invoiceId });

  describe('voiding an invoice with money on it (MONEY 19)', () => {
    it('releases all of it first, to the payments it came from, and mirrors the rest: one act', async () => {
      const { clinic } = books;
      const { invoiceId } = await clinic.invoice([[15_000, 12_000]]);
      const [patient, insurer] = [await books.patientPays(invoiceId, 3_000), await books.harborPays(invoiceId, 8_000, 2_000)];
      const mark = await books.mark();
      await books.do(new VoidInvoice({ ...ofInvoice(invoiceId), reason }));
      expect(await clinic.open(invoiceId)).toEqual([0, 0, 0]);
      expect(await books.booked(mark)).toEqual({ 1100: -2_000, 2100: -8_000, 2110: -3_000, 4000: 15_000, 4100: -2_000 });
      expect([await books.holdings(patient), await books.holdings(insurer)]).toEqual([[['credit', 3_000, '']], [['to-allocate', 8_000, '']]]);
      expect(await clinic.payment(patient)).toMatchObject({ allocatedCents: 0, unappliedCents: 3_000 });
      const acts = await clinic.reader.all(sql`SELECT DISTINCT act_id AS act FROM journals WHERE number > ${mark}`);
      expect(acts).toHaveLength(1);
    });
  });
});
