import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { identifier, join, list, sql, type Sql } from '../../platform/database/sql.js';

export interface RecordName {
  /** `Invoice MS-10001` */
  name: string;
  href: string | undefined;
}

interface Naming {
  noun: string;
  table: string;
  /** Over the alias `x` of the table. */
  name: Sql;
  page?: (id: string) => string;
}

const person = sql`CONCAT(x.last_name, ', ', x.first_name)`;

/** What a person calls a record, and where its page is. */
const NAMINGS: Record<string, Naming> = {
  invoice: { noun: 'Invoice', table: 'invoices', name: sql`x.number`, page: (id) => `/invoices/${id}` },
  'invoice-draft': { noun: 'Draft invoice', table: 'invoice_drafts', name: sql`(SELECT CONCAT(p.last_name, ', ', p.first_name) FROM patients p WHERE p.id = x.patient_id)`, page: (id) => `/invoices/drafts/${id}` },
  payment: { noun: 'Payment', table: 'payments', name: sql`CONCAT('PAY-', x.number)`, page: (id) => `/payments/${id}` },
  'payment-draft': { noun: 'Draft payment', table: 'payment_drafts', name: sql`(SELECT CONCAT(COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name), l.name), ', started ', SUBSTR(x.changed_at, 1, 10)) FROM locations l LEFT JOIN payers y ON y.id = x.payer_id LEFT JOIN patients g ON g.id = x.guarantor_id WHERE l.id = x.location_id)`, page: (id) => `/payments/drafts/${id}` },
  deposit: { noun: 'Deposit', table: 'deposits', name: sql`(SELECT CONCAT(l.name, ', slip ', x.slip_number) FROM locations l WHERE l.id = x.location_id)`, page: (id) => `/deposits/${id}` },
  'location-pair': { noun: 'Locations', table: 'location_pairs', name: sql`(SELECT CONCAT(a.name, ' and ', b.name) FROM locations a, locations b WHERE a.id = x.one_id AND b.id = x.other_id)` },
  settlement: { noun: 'Settlement', table: 'location_settlements', name: sql`CONCAT('of ', x.posting_date)`, page: (id) => `/settlements/${id}` },
  reimbursement: { noun: 'Reimbursement', table: 'reimbursements', name: sql`(SELECT CONCAT(y.name, ', ', i.number) FROM payers y, invoices i WHERE y.id = x.payer_id AND i.id = x.invoice_id)` },
  document: { noun: 'Paper', table: 'documents', name: sql`CONCAT(CASE WHEN x.kind = 'statement' THEN 'Statement ' ELSE 'Insurance receipt ' END, x.number)`, page: (id) => `/documents/${id}` },
  'work-item': { noun: 'Item of a worklist', table: 'work_items', name: sql`x.kind`, page: () => '/worklists' },
  journal: { noun: 'Journal', table: 'journals', name: sql`CONCAT('J-', x.number)`, page: (id) => `/ledger/journals/${id}` },
  patient: { noun: 'Patient', table: 'patients', name: person, page: (id) => `/patients/${id}` },
  'access-request': { noun: 'Access request', table: 'access_requests', name: person, page: () => '/patients/access-requests' },
  mail: { noun: 'E-mail', table: 'mails', name: sql`CONCAT(x.paper_title, ' to ', x.to_address)`, page: (id) => `/mail/${id}` },
  scan: { noun: 'Scan', table: 'scans', name: sql`CONCAT(x.file_name, ', SHA-256 ', x.hash)` },
  payer: { noun: 'Payer', table: 'payers', name: sql`x.name`, page: (id) => `/insurers/${id}` },
  communication: { noun: 'Logged contact', table: 'communications', name: sql`CONCAT((SELECT y.name FROM payers y WHERE y.id = x.payer_id), ', ', x.happened_on)` },
  service: { noun: 'Service', table: 'services', name: sql`CONCAT(x.code, ' ', x.description)`, page: (id) => `/services/${id}` },
  provider: { noun: 'Provider', table: 'providers', name: sql`x.name`, page: (id) => `/providers/${id}` },
  staff: { noun: 'Staff member', table: 'staff', name: sql`x.display_name` },
  choice: { noun: 'Choice', table: 'choices', name: sql`CONCAT(x.code, ' ', x.name)`, page: (id) => `/settings/choices/${id}` },
  role: { noun: 'Role', table: 'roles', name: sql`x.name`, page: (id) => `/staff/roles/${id}` },
  location: { noun: 'Location', table: 'locations', name: sql`x.name` },
  organization: { noun: 'Organization', table: 'organizations', name: sql`x.name` },
  account: { noun: 'Account', table: 'accounts', name: sql`CONCAT(x.code, ' ', x.name)` },
  day: { noun: 'Day', table: 'days', name: sql`(SELECT CONCAT(l.name, ' ', x.day) FROM locations l WHERE l.id = x.location_id)` },
  series: { noun: 'Number series', table: 'series', name: sql`(SELECT CONCAT(l.name, ' ', x.kind) FROM locations l WHERE l.id = x.location_id)` },
  line: { noun: 'Line', table: 'invoice_lines', name: sql`CONCAT(x.position, ' ', x.description)` },
  share: {
    noun: 'Share', table: 'shares',
    name: sql`CONCAT(COALESCE((SELECT y.name FROM payers y WHERE y.id = x.payer_id), (SELECT CONCAT(p.last_name, ', ', p.first_name) FROM patients p WHERE p.id = x.guarantor_id), x.party_kind),
      ', line ', (SELECT l.position FROM invoice_lines l WHERE l.id = x.line_id))`,
  },
  coverage: { noun: 'Coverage', table: 'coverages', name: sql`(SELECT y.name FROM payers y WHERE y.id = x.payer_id)` },
};

/** Tables that a number typed by a person may stand in. */
const NUMBERED: { table: string; column: Sql; typed: RegExp }[] = [
  { table: 'payments', column: sql`number`, typed: /^PAY-?(\d+)$/i },
  { table: 'journals', column: sql`number`, typed: /^J-?(\d+)$/i },
  { table: 'patients', column: sql`number`, typed: /^(\d+)$/ },
  { table: 'invoices', column: sql`number`, typed: /^(.+)$/ },
];

@Injectable()
export class RecordNames {
  constructor(private readonly reader: Reader) {}

  /** One statement for all of them. Keys of the answer are ids; what is gone or unknown is missing from it. */
  async of(references: readonly { type: string; id: string }[]): Promise<Map<string, RecordName>> {
    const byType = new Map<string, Set<string>>();
    for (const { type, id } of references) if (NAMINGS[type]) byType.set(type, (byType.get(type) ?? new Set()).add(id));
    if (byType.size === 0) return new Map();
    const selects = [...byType].map(([type, ids]) => {
      const { table, name } = NAMINGS[type]!;
      return sql`SELECT ${type} AS type, x.id AS id, ${name} AS name FROM ${identifier(table)} x WHERE x.id IN (${list([...ids])})`;
    });
    const rows = await this.reader.all<{ type: string; id: string; name: string | null }>(join(selects, ' UNION ALL '));
    return new Map(rows.map(({ type, id, name }) => [id, { name: `${NAMINGS[type]!.noun} ${name ?? ''}`.trim(), href: NAMINGS[type]!.page?.(id) }]));
  }

  /** Ids of the records a typed number may mean: `PAY-20001`, `J-40001`, `MS-10001`, a patient number, or an id itself. */
  async find(typed: string): Promise<string[]> {
    const text = typed.trim();
    if (/^[0-9A-HJKMNP-TV-Z]{26}$/.test(text)) return [text];
    const selects = NUMBERED.flatMap(({ table, column, typed: shape }) => {
      const value = shape.exec(text)?.[1];
      return value === undefined ? [] : [sql`SELECT id FROM ${identifier(table)} WHERE ${column} = ${table === 'invoices' || table === 'patients' ? value : Number(value)}`];
    });
    const rows = await this.reader.all<{ id: string }>(join(selects, ' UNION ALL '));
    return rows.map((row) => row.id);
  }
}

/** `invoice-draft` → `draft invoice`, for counting: `3 draft invoices`. */
export function nounOf(type: string): string {
  return (NAMINGS[type]?.noun ?? type.replaceAll('-', ' ')).toLowerCase();
}
