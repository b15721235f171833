/** Records that a page is asked for. */
export interface PageIds {
  patientId: string;
  invoiceId: string;
  paymentId: string;
  invoiceNumber: string;
  locationId: string;
  today: string;
  /** Who entered the records. */
  actor: string;
}

export interface PageAtSize {
  name: string;
  path(ids: PageIds): string;
  /** Measured by the bench against the growth that is allowed. */
  isMeasured?: boolean;
  /** Reads everything on purpose: it adds up a whole ledger. Its statements are counted, its plan may be a scan. */
  mayScan?: boolean;
}

/** The one table of pages: how many statements each takes, along which index, and how it grows. A new page joins it with one line. */
export const PAGES_AT_SIZE: readonly PageAtSize[] = [
  { name: 'home', path: () => '/', isMeasured: true },
  { name: 'patient ledger', path: ({ patientId }) => `/patients/${patientId}`, isMeasured: true },
  { name: 'open invoices', path: () => '/invoices?state=open', isMeasured: true },
  { name: 'payments', path: () => '/payments', isMeasured: true },
  { name: 'audit by record', path: ({ invoiceId }) => `/audit/history?type=invoice&id=${invoiceId}`, isMeasured: true },
  { name: 'audit by person', path: ({ actor }) => `/audit?who=${actor}`, isMeasured: true },
  { name: 'unapplied payments', path: () => '/payments?state=unapplied' },
  { name: 'patients', path: () => '/patients' },
  { name: 'a patient found by name', path: () => '/patients?q=sample' },
  { name: 'all invoices', path: () => '/invoices?state=all' },
  { name: 'an invoice', path: ({ invoiceId }) => `/invoices/${invoiceId}` },
  { name: 'a payment', path: ({ paymentId }) => `/payments/${paymentId}` },
  { name: 'accepting a payment', path: ({ patientId }) => `/payments/new?patient=${patientId}&kind=patient` },
  { name: 'accepting an insurance payment', path: ({ invoiceId, today }) => `/payments/new?invoice=${invoiceId}&kind=insurance&reference=EFT%2080041&amountCents=120&paymentDate=${today}` },
  { name: 'correcting a payment', path: ({ paymentId }) => `/payments/${paymentId}/correction/new` },
  { name: 'drafts of payments', path: () => '/payments/drafts' },
  { name: 'insurers', path: () => '/insurers' },
  { name: 'journals', path: () => '/ledger/journals' },
  { name: 'journals of a payment', path: ({ paymentId }) => `/ledger/journals?payment=${paymentId}` },
  { name: 'journals of a patient', path: ({ patientId }) => `/ledger/journals?patient=${patientId}` },
  { name: 'journals of an invoice', path: ({ invoiceNumber }) => `/ledger/journals?invoice=${invoiceNumber}` },
  { name: 'an explained invoice', path: ({ invoiceId }) => `/ledger/explain?invoice=${invoiceId}` },
  { name: 'an explained payment', path: ({ paymentId }) => `/ledger/explain?payment=${paymentId}` },
  { name: 'days and months', path: () => '/days' },
  { name: 'closing a day', path: ({ today }) => `/days?day=${today}` },
  { name: 'audit trail', path: () => '/audit' },
  { name: 'ledger check', path: () => '/ledger/check' },
  { name: 'trial balance', path: () => '/ledger/trial-balance', mayScan: true },
  { name: 'trial balance of a span', path: ({ today }) => `/ledger/trial-balance?from=${today}`, mayScan: true },
  { name: 'roll-forward', path: () => '/ledger/roll-forward', mayScan: true },
  { name: 'receivables', path: () => '/ledger/receivables', mayScan: true },
  { name: 'papers', path: () => '/documents' },
  { name: 'e-mails', path: () => '/mail' },
  { name: 'statements due', path: () => '/documents/statements/due', mayScan: true },
  { name: 'a statement before it is issued', path: ({ patientId }) => `/documents/statements/new?guarantor=${patientId}` },
  { name: 'an insurance receipt before it is issued', path: ({ invoiceId }) => `/documents/superbills/new?invoice=${invoiceId}` },
  { name: 'worklists', path: () => '/worklists', mayScan: true },
  { name: 'dashboard', path: () => '/reports/dashboard', mayScan: true },
];
