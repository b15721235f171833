import { ImportOpenInvoice } from '../../src/invoices/index.js';
import { RecordInsurancePayment } from '../../src/payments/index.js';
import type { Config } from '../../src/platform/config.js';
import { AddStaff } from '../../src/staff/index.js';
import { openClinic } from '../support/clinic.js';
import { openProduct } from '../support/product.js';

export const CLERK = { userName: 'bench', password: 'a password of the bench' };
const DUE_CENTS = 10_000;
const PAID_CENTS = 8_000;

/** What each contender posts: payment k pays 80.00 on invoices of its own. */
export interface Workload {
  locationId: string;
  payerId: string;
  /** One list of invoices per payment. */
  invoices: string[][];
}

/** Fills an empty database with a clinic and one open invoice for each part of each payment. */
export async function prepare(config: Config, payments: number, invoicesEach: number): Promise<Workload> {
  const product = await openProduct(config);
  const clinic = await openClinic(product.run);
  const patients: string[] = [];
  for (let index = 0; index < 20; index += 1) patients.push(await clinic.patient());
  const add = new AddStaff({ userName: CLERK.userName, displayName: 'Bench Clerk', grants: [{ role: 'billing-clerk', locationId: clinic.maple }] });
  add.password = CLERK.password;
  await product.run(add);
  const invoices: string[][] = [];
  for (let payment = 0; payment < payments; payment += 1) {
    const own: string[] = [];
    for (let index = 0; index < invoicesEach; index += 1) own.push(await openInvoice(product.run, clinic, patients, payment * invoicesEach + index));
    invoices.push(own);
  }
  await product.close();
  return { locationId: clinic.maple, payerId: clinic.harborlight, invoices };
}

async function openInvoice(run: <T>(command: object) => Promise<T>, clinic: { maple: string; harborlight: string; today: string }, patients: string[], index: number): Promise<string> {
  const { invoiceId } = await run<{ invoiceId: string }>(
    new ImportOpenInvoice({
      locationId: clinic.maple, number: `OLD-${index}`, patientId: patients[index % patients.length], originalDate: clinic.today,
      parts: [{ partyKey: clinic.harborlight, amountCents: DUE_CENTS }],
    }),
  );
  return invoiceId;
}

export function paymentCommand({ locationId, payerId, invoices }: Workload, nth: number): RecordInsurancePayment {
  const own = invoices[nth]!;
  const rows = own.map((invoiceId) => ({ invoiceId, amountCents: PAID_CENTS, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' }));
  return new RecordInsurancePayment({ locationId, payerId, method: 'insurance-eft', amountCents: PAID_CENTS * own.length, reference: `EFT ${nth}`, rows });
}

export function paymentForm({ locationId, payerId, invoices }: Workload, nth: number): Record<string, string> {
  const own = invoices[nth]!;
  const rows = own.flatMap((invoiceId, index) => [[`rows[${index}][invoiceId]`, invoiceId], [`rows[${index}][amountCents]`, (PAID_CENTS / 100).toFixed(2)]]);
  return {
    locationId, payerId, kind: 'insurance', method: 'insurance-eft', reference: `EFT ${nth}`, amountCents: ((PAID_CENTS * own.length) / 100).toFixed(2),
    ...(Object.fromEntries(rows) as Record<string, string>),
  };
}
