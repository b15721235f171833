import { ImportOpenInvoice } from '../../src/invoices/index.js';
import { RecordInsurancePayment, RecordPatientPayment } from '../../src/payments/index.js';
import { newId } from '../../src/platform/ids.js';
import { addDays } from '../../src/shared/calendar-date.js';
import type { Clinic } from '../support/clinic.js';

type Run = <T>(command: object) => Promise<T>;

export const INVOICES_OF_A_UNIT = 10;
const CHARGE_CENTS = 10_000;
const PLAIN = { adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' };

/** One patient's story by the product's own commands: ten invoices, nine of them settled by an insurer's and a patient's payment, one waiting. */
export async function playUnit(run: Run, clinic: Clinic): Promise<{ patientId: string; invoiceId: string; invoiceNumber: string; paymentId: string }> {
  const { maple: locationId, harborlight, today } = clinic;
  const patientId = await clinic.patient({ lastName: 'Sample' });
  const { invoiceId: issued, number: invoiceNumber } = await clinic.invoice(patientId, { visits: 1, insurerCents: 8_000 });
  const invoices = [issued];
  for (let index = 1; index < INVOICES_OF_A_UNIT; index += 1) {
    const parts = [{ partyKey: harborlight, amountCents: 8_000 }, { amountCents: CHARGE_CENTS - 8_000 }];
    const opening = new ImportOpenInvoice({ locationId, number: newId(), patientId, originalDate: addDays(today, 0 - 20 * index), parts });
    invoices.push((await run<{ invoiceId: string }>(opening)).invoiceId);
  }
  const settled = invoices.slice(0, -1);
  const insured = settled.map((invoiceId) => ({ ...PLAIN, invoiceId, amountCents: 7_000, adjustmentCents: 1_000, adjustmentReasonCode: 'CO-45' }));
  const received = { locationId, amountCents: 7_000 * settled.length };
  await run(new RecordInsurancePayment({ ...received, payerId: harborlight, method: 'insurance-eft', reference: `EFT ${newId()}`, rows: insured }));
  const own = settled.map((invoiceId) => ({ ...PLAIN, invoiceId, amountCents: 2_000 }));
  const { paymentId } = await run<{ paymentId: string }>(
    new RecordPatientPayment({ locationId, guarantorId: patientId, method: 'card', amountCents: 2_000 * settled.length, rows: own }),
  );
  return { patientId, invoiceId: issued, invoiceNumber, paymentId };
}
