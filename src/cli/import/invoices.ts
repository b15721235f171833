import { ImportOpenInvoice } from '../../invoices/index.js';
import { DateField, MoneyField, TextField } from '../../platform/form-fields.js';
import type { Book } from './book.js';
import { type ImportList, type Judged, problem } from './plan.js';
import type { Problem } from './read-table.js';

class InvoiceLine {
  @TextField({ label: 'Location', most: 120 }) location!: string;
  @TextField({ label: 'Number', most: 30 }) number!: string;
  @TextField({ label: 'Patient number', most: 20 }) patient_number!: string;
  @DateField({ label: 'Invoice date' }) invoice_date!: string;
  @DateField({ label: 'Service date', optional: true }) service_date?: string;
  @DateField({ label: 'Due date', optional: true }) due_date?: string;
  @TextField({ label: 'Description', most: 160, optional: true }) description?: string;
  @TextField({ label: 'Payer', most: 120, optional: true }) payer?: string;
  @MoneyField({ label: 'Open with the payer', optional: true, positive: true }) payer_open?: number;
  @TextField({ label: 'Second payer', most: 120, optional: true }) second_payer?: string;
  @MoneyField({ label: 'Open with the second payer', optional: true, positive: true }) second_payer_open?: number;
  @MoneyField({ label: 'Open with the patient', optional: true, positive: true }) patient_open?: number;
  @TextField({ label: 'Currency', most: 3, optional: true }) currency?: string;
}

interface Part {
  partyKey?: string;
  amountCents: number;
}

/** Open invoices of an earlier system: what each party still owes, with the invoice's own dates. */
export const invoices: ImportList<InvoiceLine> = {
  line: InvoiceLine,
  identity: ({ location, number }) => `${location.toLowerCase()}\n${number.toUpperCase()}`,
  judge: async (line, book): Promise<Judged> => {
    const location = book.location(line.location);
    const patient = await book.patient(line.patient_number);
    const currency = book.currencySentence(line.currency);
    if (!location) return problem('location', book.locationsSentence);
    if (!patient) return problem('patient_number', 'No patient has this number; import the patients first, or correct it.');
    if (currency !== undefined) return problem('currency', currency);
    const { number, invoice_date: originalDate, service_date: serviceDate, due_date: dueDate, description } = line;
    const { parts, problems } = await partsOf(line, patient.patientId, book);
    if (problems.length > 0) return problems;
    const present = await book.invoice(location.id, number);
    const totalCents = parts.reduce((sum, part) => sum + part.amountCents, 0);
    if (present) return present.patientId === patient.patientId && present.chargeCents === totalCents && present.originalDate === originalDate ? 'already there' : problem('number', 'An invoice with this number is there already, with other contents.');
    const fields = { locationId: location.id, number, patientId: patient.patientId, originalDate, serviceDate, dueDate, description, parts };
    return { command: ImportOpenInvoice, fields: () => fields };
  },
};

async function partsOf(line: InvoiceLine, patientId: string, book: Book): Promise<{ parts: Part[]; problems: Omit<Problem, 'line'>[] }> {
  const parts: Part[] = [];
  const problems: Omit<Problem, 'line'>[] = [];
  for (const [column, name, amountCents] of [['payer', line.payer, line.payer_open], ['second_payer', line.second_payer, line.second_payer_open]] as const) {
    if (name === undefined && amountCents === undefined) continue;
    const partyKey = name === undefined ? undefined : await partyOf(name, patientId, line.service_date ?? line.invoice_date, book);
    if (amountCents === undefined) problems.push(...problem(`${column}_open`, 'Type what this payer still owes, or leave the payer out.'));
    else if (partyKey === undefined) problems.push(...problem(column, 'No payer has this name; import the payers first, or correct it.'));
    else parts.push({ partyKey, amountCents });
  }
  if (line.patient_open !== undefined) parts.push({ amountCents: line.patient_open });
  if (parts.length + problems.length === 0) problems.push(...problem('patient_open', 'Nobody owes anything on this line; leave the invoice out, or type what is open.'));
  return { parts, problems };
}

/** The patient's own coverage with that payer when there was one on the day of service, otherwise the payer. */
async function partyOf(name: string, patientId: string, onDate: string, book: Book): Promise<string | undefined> {
  const payer = book.payer(name);
  if (!payer) return undefined;
  const isInsurer = payer.kind !== 'employer' && payer.kind !== 'other';
  const coverages = isInsurer ? await book.coverages(patientId, onDate) : [];
  return coverages.find(({ payerId, repay }) => payerId === payer.payerId && repay === 'direct')?.coverageId ?? payer.payerId;
}
