import { CloseDay } from '../../src/calendar/index.js';
import { DepositReceipts } from '../../src/deposits/index.js';
import { AddDraftLine, StartInvoiceDraft } from '../../src/invoices/index.js';
import { AdjustInvoice, RecordInsurancePayment, RecordPatientPayment, ReverseAdjustment, ReversePayment, VoidInvoice } from '../../src/payments/index.js';
import { aggregateMaps, rowClassesOf } from '../../src/platform/aggregate-map.js';
import type { Config } from '../../src/platform/config.js';
import { tableOf } from '../../src/platform/database/columns.js';
import { Reader } from '../../src/platform/database/reader.js';
import { identifier, sql } from '../../src/platform/database/sql.js';
import { newId } from '../../src/platform/ids.js';
import { staffActor } from '../../src/staff/index.js';
import { addDays } from '../../src/shared/calendar-date.js';
import { type ClinicWeb, clinicWeb } from './clinic-web.js';

/** Ids of the records in all the states that something can be refused for. */
export interface Ready {
  location: string; today: string; closedDay: string; insurer: string; otherInsurer: string; employer: string;
  patient: string; owed: string; owedNumber: string; paid: string; voided: string; draft: string; draftLine: string;
  held: string; reversed: string; adjusted: string; adjustment: string; adjustmentReversal: string; visit: string;
}

/** What one location has, for somebody at another one. */
export interface Elsewhere {
  location: string; patient: string; invoice: string; draft: string; payment: string; journal: string; act: string; coverage: string; share: string; line: string; deposit: string; deposited: string;
}

export interface RefusalClinic {
  web: ClinicWeb;
  reader: Reader;
  ready: Ready;
  elsewhere: Elsewhere;
  /** Supervisors who also keep the price list: Bea and Ann at Maple Street, Rob at Riverside. */
  bea: string;
  ann: string;
  rob: string;
  version(table: 'patients' | 'payers' | 'services' | 'invoices' | 'invoice_drafts' | 'payments', id: string): Promise<string>;
  /** Every row of every business table, and of what keeps submissions and the trail. */
  everything(): Promise<Record<string, string>>;
}

export async function refusalClinic(config: Config): Promise<RefusalClinic> {
  const web = await clinicWeb(config);
  const { clinic } = web;
  const reader = web.app.get(Reader);
  const signIn = (name: string, locationId: string, place: string): string =>
    web.signIn(staffActor({ id: newId(), name, grants: [{ role: 'billing-supervisor', locationId }, { role: 'finance-manager', locationId }] }), [{ id: locationId, name: place }]);
  const tables = [...new Set(aggregateMaps().flatMap(rowClassesOf).map(tableOf)), 'idempotency', 'audit_acts', 'audit_entries', 'audit_act_locations'];
  return {
    web, reader,
    ready: await madeReady(web, reader),
    elsewhere: await madeElsewhere(web, reader),
    bea: signIn('Bea Lund', clinic.maple, 'Maple Street'),
    ann: signIn('Ann Cole', clinic.maple, 'Maple Street'),
    rob: signIn('Rob Finch', clinic.riverside, 'Riverside'),
    version: async (table, id) => String((await reader.one<{ version: number }>(sql`SELECT version AS version FROM ${identifier(table)} WHERE id = ${id}`))!.version),
    everything: async () => {
      const held: Record<string, string> = {};
      for (const table of tables) held[table] = (await reader.all(sql`SELECT * FROM ${identifier(table)}`)).map((row) => JSON.stringify(row)).sort().join('\n');
      return held;
    },
  };
}

const row = (invoiceId: string, amountCents: number) => ({ invoiceId, amountCents, adjustmentCents: 0, adjustmentReasonCode: '', adjustmentReason: '', toPatientCents: 0, toPatientReasonCode: '' });

async function madeReady({ clinic, run }: ClinicWeb, reader: Reader): Promise<Ready> {
  const at = { locationId: clinic.maple };
  const patient = await clinic.patient({ lastName: 'Hartwell', secondary: true });
  const owed = await clinic.invoice(patient, { insurerCents: 8_000 });
  const paid = await clinic.invoice(patient);
  const voided = await clinic.invoice(patient);
  const adjusted = await clinic.invoice(patient);
  const draft = await draftOf(run, clinic.maple, patient, clinic.visit, addDays(clinic.today, -7));
  const draftLine = (await reader.one<{ id: string }>(sql`SELECT id AS id FROM draft_lines WHERE draft_id = ${draft}`))!.id;
  await run(new VoidInvoice({ ...at, invoiceId: voided.invoiceId, reason: 'Wrong patient' }));
  const record = (reference: string, invoiceId: string | undefined, amountCents: number) =>
    run<{ paymentId: string }>(new RecordInsurancePayment({
      ...at, payerId: clinic.harborlight, method: 'insurance-eft', amountCents, reference, rows: invoiceId === undefined ? [] : [row(invoiceId, amountCents)], ...(invoiceId === undefined ? { remainderKind: 'to-allocate' } : {}),
    }));
  await record('EFT 8004', paid.invoiceId, 10_000);
  const { paymentId: held } = await record('EFT held', undefined, 500);
  const { paymentId: reversed } = await record('EFT back', undefined, 700);
  await run(new ReversePayment({ ...at, paymentId: reversed, reason: 'Keyed twice' }));
  const { invoiceId } = adjusted;
  await run(new AdjustInvoice({ ...at, invoiceId, partyKey: await partyKeyOf(reader, invoiceId), kind: 'courtesy', amountCents: 1_000, reason: 'Goodwill' }));
  const adjustment = (await reader.one<{ id: string }>(sql`SELECT id AS id FROM adjustments WHERE invoice_id = ${invoiceId}`))!.id;
  await run(new ReverseAdjustment({ ...at, invoiceId, adjustmentId: adjustment, reason: 'Not agreed' }));
  const adjustmentReversal = (await reader.one<{ id: string }>(sql`SELECT id AS id FROM adjustments WHERE reverses_id = ${adjustment}`))!.id;
  const closedDay = addDays(clinic.today, -5);
  await run(new CloseDay({ ...at, day: closedDay, andEarlier: true }));
  return {
    location: clinic.maple, today: clinic.today, closedDay, insurer: clinic.harborlight, otherInsurer: clinic.tamarack, employer: clinic.kestrel,
    patient, owed: owed.invoiceId, owedNumber: owed.number, paid: paid.invoiceId, voided: voided.invoiceId, draft, draftLine, held, reversed, adjusted: invoiceId, adjustment, adjustmentReversal, visit: clinic.visit,
  };
}

async function madeElsewhere({ clinic, run }: ClinicWeb, reader: Reader): Promise<Elsewhere> {
  const location = clinic.riverside;
  const patient = await clinic.patient({ locationId: location, lastName: 'Okafor' });
  const { invoiceId: invoice } = await clinic.invoice(patient, { locationId: location });
  const draft = await draftOf(run, location, patient, clinic.visit, addDays(clinic.today, -7));
  const { paymentId: payment } = await run<{ paymentId: string }>(
    new RecordPatientPayment({ locationId: location, guarantorId: patient, method: 'cash', amountCents: 2_500, rows: [], remainderKind: 'credit' }),
  );
  const { paymentId: deposited } = await run<{ paymentId: string }>(
    new RecordPatientPayment({ locationId: location, guarantorId: patient, method: 'cash', amountCents: 1_500, rows: [], remainderKind: 'credit' }),
  );
  const { depositId: deposit } = await run<{ depositId: string }>(new DepositReceipts({ locationId: location, paymentIds: [deposited] }));
  const id = async (query: ReturnType<typeof sql>): Promise<string> => (await reader.one<{ id: string }>(query))!.id;
  return {
    location, patient, invoice, draft, payment,
    journal: await id(sql`SELECT id AS id FROM journals WHERE source_id = ${invoice}`),
    act: await id(sql`SELECT act_id AS id FROM audit_entries WHERE record_id = ${payment}`),
    coverage: await id(sql`SELECT id AS id FROM coverages WHERE patient_id = ${patient}`),
    share: await id(sql`SELECT id AS id FROM shares WHERE invoice_id = ${invoice}`),
    deposit, deposited,
    line: await id(sql`SELECT id AS id FROM draft_lines WHERE draft_id = ${draft}`),
  };
}

async function draftOf(run: ClinicWeb['run'], locationId: string, patientId: string, serviceId: string, serviceDate: string): Promise<string> {
  const { draftId } = await run<{ draftId: string }>(new StartInvoiceDraft({ locationId, patientId }));
  await run(new AddDraftLine({ locationId, draftId, serviceId, quantity: 1, serviceDate }));
  return draftId;
}

async function partyKeyOf(reader: Reader, invoiceId: string): Promise<string> {
  return (await reader.one<{ id: string }>(sql`SELECT party_key AS id FROM shares WHERE invoice_id = ${invoiceId}`))!.id;
}
