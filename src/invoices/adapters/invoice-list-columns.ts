import { column, instantColumn, moneyColumn } from '../../platform/web/index.js';
import type { DraftItem, InvoiceListQueries } from './invoice-list.queries.js';

type Listed = Awaited<ReturnType<InvoiceListQueries['invoices']>>['items'][number];

/** The list of invoices as a file. */
export const INVOICE_COLUMNS = [
  column<Listed>('Invoice', (row) => row.number), column<Listed>('Location', (row) => row.locationName), column<Listed>('Patient', (row) => row.patientName),
  column<Listed>('Posting date', (row) => row.postingDate), column<Listed>('Service date', (row) => row.serviceDate), moneyColumn<Listed>('Charge', (row) => row.chargeCents),
  moneyColumn<Listed>('Insurance open', (row) => row.insurerOpenCents), column<Listed>('Insurance due', (row) => row.insurerDue),
  moneyColumn<Listed>('Other open', (row) => row.otherOpenCents), column<Listed>('Other due', (row) => row.otherDue),
  moneyColumn<Listed>('Patient open', (row) => row.patientOpenCents), column<Listed>('Patient due', (row) => row.patientDue),
  moneyColumn<Listed>('Open', (row) => row.openCents), column<Listed>('State', (row) => row.progress),
];

export const DRAFT_COLUMNS = [
  column<DraftItem>('Draft of', (row) => row.patientName), column<DraftItem>('Location', (row) => row.locationName), column<DraftItem>('Started', (row) => row.startedOn),
  column<DraftItem>('Lines', (row) => row.lineCount), moneyColumn<DraftItem>('Charge', (row) => row.chargeCents), column<DraftItem>('State', (row) => row.state),
  column<DraftItem>('Reviewed by', (row) => row.reviewerName), instantColumn<DraftItem>('Reviewed', (row) => row.reviewedAt), column<DraftItem>('Sent back', (row) => row.returnNote),
];
