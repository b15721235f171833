import type { InvoicesQueries } from './invoices.queries.js';

/** The front desk reads what is owed and what patients paid, not what insurers posted. */
export function atTheCounter<T extends Awaited<ReturnType<InvoicesQueries['show']>>>(shown: T): T {
  return {
    ...shown,
    payments: shown.payments.filter(({ kind }) => kind === 'patient'),
    adjustments: shown.adjustments.filter(({ paymentId }) => paymentId === null),
    transfers: shown.transfers.filter(({ paymentId }) => paymentId === null),
  };
}
