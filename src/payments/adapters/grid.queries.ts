import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { CHOICES_REVISION } from '../../choices/index.js';
import { Reader } from '../../platform/database/reader.js';
import { alsoWithin, join, limit, list, type Sql, sql, within } from '../../platform/database/sql.js';
import { parseDate } from '../../shared/calendar-date.js';
import { plainWords } from '../../shared/plain-text.js';
import type { AllocationRule } from '../domain/distribution.js';
import type { PaymentKind } from '../domain/payment-state.js';

/** One invoice as a payment of a certain party sees it. */
export interface GridInvoice {
  invoiceId: string;
  number: string;
  serviceDate: string;
  dueDate: string;
  locationId: string;
  locationName: string;
  patientId: string;
  patientName: string;
  chargeCents: number;
  /** Of the paying party. */
  dueCents: number;
  paidCents: number;
  adjustedCents: number;
  patientDueCents: number;
  insurerDueCents: number;
  otherDueCents: number;
  /** Whoever else still owes, for the rows that take nothing. */
  owingPayer: string | null;
  /** Who owes the patient's part. */
  guarantorId: string;
  guarantorName: string;
  version: number;
  what: string;
}

export interface GridParty {
  kind: PaymentKind;
  root: string;
  /** Every record that is this party by now. */
  group: readonly string[];
}

const FOUND = 8;
const MOST_OPEN = 50;
const MOST_ROWS = 200;

/** What the screen says beside its rows. */
export interface About {
  settledCount: number;
  rule: AllocationRule | null;
  revision: number | null;
}

@Injectable()
export class GridQueries {
  constructor(private readonly reader: Reader) {}

  /**
   * Everything open of a patient, for a patient's payment also what else the guarantor owes, and the invoices asked for besides.
   * What each is for is left blank: whoever looks at the invoices anyway knows.
   */
  onScreen(recordIds: readonly string[], besides: readonly string[], party: GridParty, scope: Scope): Promise<GridInvoice[]> {
    const conditions = onScreenConditions(recordIds, besides, party, scope);
    return conditions ? this.#read(party, conditions, sql``) : Promise.resolve([]);
  }

  /** The same, with how many invoices of the patient are settled and left out, how the organization lays payments on invoices, and as of when its choices stand. */
  async whole(recordIds: readonly string[], besides: readonly string[], party: GridParty, scope: Scope): Promise<About & { found: GridInvoice[] }> {
    const about = sql`
      SELECT (SELECT COUNT(*) FROM invoices i WHERE i.patient_id IN (${list(recordIds.length === 0 ? [''] : recordIds)}) AND i.state = 'settled' AND ${alsoWithin(scope, sql`i.location_id`)}) AS settledCount,
             (SELECT MIN(o.allocation_rule) FROM organizations o) AS rule, ${CHOICES_REVISION} AS revision`;
    const conditions = onScreenConditions(recordIds, besides, party, scope);
    if (!conditions) return { found: [], ...(await this.reader.one<About>(about))! };
    const rows = await this.reader.all<About & Omit<GridInvoice, 'what'> & { invoiceId: string | null }>(sql`
      SELECT f.*, g.* FROM (${about}) f LEFT JOIN (${gridSql(party, conditions, sql``, MOST_ROWS)}) g ON 1 = 1 ORDER BY g.serviceDate, g.invoiceId ${limit(MOST_ROWS)}`);
    const { settledCount, rule, revision } = rows[0]!;
    const found = rows.filter(({ invoiceId }) => invoiceId !== null).map(({ settledCount: _, rule: __, revision: ___, ...row }) => ({ ...row, what: '' }));
    return { found, settledCount, rule, revision };
  }

  /** Invoices this party owes where the caller may take its money, by number, patient name or number, or name and service date. */
  find(typed: string, party: GridParty, scope: Scope): Promise<GridInvoice[]> {
    const terms = typed.split(/\s+/).filter(Boolean).map(termCondition);
    if (terms.length === 0) return Promise.resolve([]);
    return this.#rows(party, [within(scope, sql`i.location_id`), sql`i.state = 'open'`, ...terms], sql`HAVING dueCents > 0`, FOUND);
  }

  /** The oldest open invoices of a party at the caller's locations, of any patient. */
  openOf(party: GridParty, scope: Scope): Promise<GridInvoice[]> {
    const mine = party.kind === 'patient' ? sql`i.guarantor_id IN (${list(party.group)})` : sql`1 = 1`;
    const owns = sql`${mine} AND EXISTS (SELECT 1 FROM shares o WHERE o.invoice_id = i.id AND ${ownShare(party, sql`o`)} AND o.charged_cents - o.paid_cents - o.adjusted_cents > 0)`;
    return this.#rows(party, [within(scope, sql`i.location_id`), sql`i.state = 'open'`, owns], sql``, MOST_OPEN);
  }

  async #rows(party: GridParty, conditions: readonly Sql[], having: Sql, most: number): Promise<GridInvoice[]> {
    const rows = await this.#read(party, conditions, having, most);
    const what = await this.#descriptions(rows.map((row) => row.invoiceId));
    return rows.map((row) => ({ ...row, what: what.get(row.invoiceId) ?? '' }));
  }

  async #read(party: GridParty, conditions: readonly Sql[], having: Sql, most = MOST_ROWS): Promise<GridInvoice[]> {
    const rows = await this.reader.all<Omit<GridInvoice, 'what'>>(gridSql(party, conditions, having, most));
    return rows.map((row) => ({ ...row, what: '' }));
  }

  async #descriptions(ids: readonly string[]): Promise<Map<string, string>> {
    const lines = ids.length === 0 ? [] : await this.reader.all<{ invoiceId: string; description: string }>(
      sql`SELECT n.invoice_id AS invoiceId, n.description AS description FROM invoice_lines n WHERE n.invoice_id IN (${list(ids)}) ORDER BY n.invoice_id, n.position`,
    );
    const described = new Map<string, string>();
    for (const { invoiceId, description } of lines) {
      const before = described.get(invoiceId);
      described.set(invoiceId, before === undefined ? description : `${before} + ${description}`);
    }
    return described;
  }
}

function onScreenConditions(recordIds: readonly string[], besides: readonly string[], party: GridParty, scope: Scope): Sql[] | undefined {
  const asked = sql`i.id IN (${list(besides.length === 0 ? [''] : besides)})`;
  const own = recordIds.length === 0 ? [] : [sql`i.patient_id IN (${list(recordIds)})`, ...(party.kind === 'patient' && party.group.length > 0 ? [sql`i.guarantor_id IN (${list(party.group)})`] : [])];
  if (own.length + besides.length === 0) return undefined;
  return [alsoWithin(scope, sql`i.location_id`), sql`(${join([...own, asked], ' OR ')})`, sql`(i.state = 'open' OR ${asked})`];
}

function gridSql(party: GridParty, conditions: readonly Sql[], having: Sql, most: number): Sql {
  const own = ownShare(party);
  const open = sql`s.charged_cents - s.paid_cents - s.adjusted_cents`;
  const openOf = (condition: Sql): Sql => sql`SUM(CASE WHEN ${condition} THEN ${open} ELSE 0 END)`;
  return sql`
    SELECT i.id AS invoiceId, i.number AS number, i.service_date AS serviceDate, i.due_date AS dueDate, i.location_id AS locationId, l.name AS locationName,
           i.patient_id AS patientId, i.patient_name AS patientName, i.charge_cents AS chargeCents,
           i.guarantor_id AS guarantorId, i.guarantor_name AS guarantorName, i.version AS version,
           ${openOf(own)} AS dueCents, SUM(CASE WHEN ${own} THEN s.paid_cents ELSE 0 END) AS paidCents,
           SUM(CASE WHEN ${own} THEN s.adjusted_cents ELSE 0 END) AS adjustedCents,
           ${openOf(sql`s.party_kind = 'patient'`)} AS patientDueCents, ${openOf(sql`s.party_kind = 'insurer'`)} AS insurerDueCents,
           ${openOf(sql`s.party_kind = 'other'`)} AS otherDueCents,
           MIN(CASE WHEN ${open} > 0 AND NOT (${own}) THEN y.name END) AS owingPayer
    FROM invoices i JOIN locations l ON l.id = i.location_id JOIN patients p ON p.id = i.patient_id
    JOIN shares s ON s.invoice_id = i.id LEFT JOIN payers y ON y.id = s.payer_id
    WHERE ${join(conditions, ' AND ')}
    GROUP BY i.id, i.number, i.service_date, i.due_date, i.location_id, l.name, i.patient_id, i.patient_name, i.charge_cents, i.guarantor_id, i.guarantor_name, i.version
    ${having} ORDER BY i.service_date, i.id ${limit(most)}`;
}

/** A patient's part that somebody else owes counts as well: whether it may be paid for them is another question. */
function ownShare({ kind, group: records }: GridParty, s: Sql = sql`s`): Sql {
  const group = records.length === 0 ? [''] : records;
  if (kind !== 'patient') return sql`(${s}.party_kind = ${kind} AND ${s}.payer_id IN (${list(group)}))`;
  return sql`(${s}.party_kind = 'patient' AND (${s}.guarantor_id IN (${list(group)}) OR (i.guarantor_id NOT IN (${list(group)}) AND ${s}.guarantor_id = i.guarantor_id)))`;
}

/** Each word is a service date, the start of an invoice or patient number, or the start of a name. */
function termCondition(word: string): Sql {
  const date = asDate(word);
  if (date !== undefined) return sql`i.service_date = ${date}`;
  const upper = word.toUpperCase();
  const plain = plainWords(word);
  return sql`(i.number LIKE ${`${upper}%`} OR p.number LIKE ${`${upper}%`} OR p.search_name LIKE ${`${plain}%`} OR p.search_name LIKE ${`% ${plain}%`})`;
}

function asDate(word: string): string | undefined {
  return /^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}$/.test(word) ? readDate(word) : undefined;
}

function readDate(word: string): string | undefined {
  try {
    return parseDate(word);
  } catch {
    return undefined; // No such day: the word is looked for as a number.
  }
}
