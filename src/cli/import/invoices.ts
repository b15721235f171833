import { ImportOpenInvoice } from '../../invoices/index.js';
import { DateField, MoneyField, TextField } from '../../platform/form-fields.js';
import type { Book } from './book.js';
import { type Found, type ImportList, type Judged, problem } from './plan.js';

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
  identity: ({ location = '', number = '' }) => `${location.toLowerCase()}\n${number.toUpperCase()}`,
  check: async (line, book) => {
    const currency = book.currencySentence(line.currency);
    return [
      ...(line.location !== undefined && !book.location(line.location) ? problem('location', book.locationsSentence) : []),
      ...(line.patient_number !== undefined && !(await book.patient(line.patient_number)) ? problem('patient_number', 'No patient has this number; import the patients first, or correct it.') : []),
      ...(currency === undefined ? [] : problem('currency', currency)),
      ...PAYERS.flatMap((column) => payerProblems(column, line, book)),
    ];
  },
  judge: async (line, book): Promise<Judged> => {
    const [location, patient] = [book.location(line.location)!, (await book.patient(line.patient_number))!];
    const { number, invoice_date: originalDate, service_date: serviceDate, due_date: dueDate, description } = line;
    const parts = await partsOf(line, patient.patientId, book);
    if (parts.length === 0) return problem('patient_open', 'Nobody owes anything on this line; leave the invoice out, or type what is open.');
    const present = await book.invoice(location.id, number);
    const totalCents = parts.reduce((sum, part) => sum + part.amountCents, 0);
    if (present) return present.patientId === patient.patientId && present.chargeCents === totalCents && present.originalDate === originalDate ? 'already there' : problem('number', 'An invoice with this number is there already, with other contents.');
    const fields = { locationId: location.id, number, patientId: patient.patientId, originalDate, serviceDate, dueDate, description, parts };
    return { command: ImportOpenInvoice, fields: () => fields };
  },
};

const PAYERS = ['payer', 'second_payer'] as const;

function payerProblems(column: (typeof PAYERS)[number], line: Partial<InvoiceLine>, book: Book): Found[] {
  const [name, openCents] = [line[column], line[`${column}_open`]];
  if (name !== undefined && !book.payer(name)) return problem(column, 'No payer has this name; import the payers first, or correct it.');
  if (name !== undefined && openCents === undefined) return problem(`${column}_open`, 'Type what this payer still owes, or leave the payer out.');
  return name === undefined && openCents !== undefined ? problem(column, 'No payer has this name; import the payers first, or correct it.') : [];
}

async function partsOf(line: InvoiceLine, patientId: string, book: Book): Promise<Part[]> {
  const parts: Part[] = [];
  for (const column of PAYERS) {
    const [name, amountCents] = [line[column], line[`${column}_open`]];
    const partyKey = name === undefined ? undefined : await partyOf(name, patientId, line.service_date ?? line.invoice_date, book);
    if (partyKey !== undefined && amountCents !== undefined) parts.push({ partyKey, amountCents });
  }
  if (line.patient_open !== undefined) parts.push({ amountCents: line.patient_open });
  return parts;
}

/** The patient's own coverage with that payer when there was one on the day of service, otherwise the payer. */
async function partyOf(name: string, patientId: string, onDate: string, book: Book): Promise<string | undefined> {
  const payer = book.payer(name);
  if (!payer) return undefined;
  const isInsurer = payer.kind !== 'employer' && payer.kind !== 'other';
  const coverages = isInsurer ? await book.coverages(patientId, onDate) : [];
  return coverages.find(({ payerId, repay }) => payerId === payer.payerId && repay === 'direct')?.coverageId ?? payer.payerId;
}
