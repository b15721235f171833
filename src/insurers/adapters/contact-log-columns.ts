import { column, instantColumn } from '../../platform/web/index.js';
import type { LogEntry } from './contact-log.queries.js';

/** The communication log, and the follow-ups out of it, as a file. */
export const LOG_COLUMNS = [
  column<LogEntry>('Date', (row) => row.happenedOn), column<LogEntry>('Payer', (row) => row.payerName), column<LogEntry>('Invoice', (row) => row.invoiceNumber),
  column<LogEntry>('Payment', (row) => (row.paymentNumber === null ? '' : `PAY-${row.paymentNumber}`)), column<LogEntry>('Channel', (row) => row.channelName), column<LogEntry>('Spoke to', (row) => row.spokeTo),
  column<LogEntry>('What was said', (row) => row.body), column<LogEntry>('Written by', (row) => row.authorName), column<LogEntry>('Next date', (row) => row.nextOn), column<LogEntry>('Owner', (row) => row.ownerName),
  column<LogEntry>('State', (row) => row.state), column<LogEntry>('Closed by', (row) => row.closedByName), instantColumn<LogEntry>('Closed', (row) => row.closedAt), column<LogEntry>('Outcome', (row) => row.outcome),
];
