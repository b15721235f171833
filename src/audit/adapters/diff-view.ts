import type { Scalar } from '../../shared/aggregate.js';
import type { RecordDiff } from '../../platform/audit-trail.js';
import type { RecordName } from './record-names.queries.js';

/** A value in pieces for the template: an amount, a day, a link or plain words. */
export interface Piece {
  text?: string;
  cents?: number;
  day?: string;
  href?: string;
}

export interface ChangeLine {
  field: string;
  before: Piece[];
  after: Piece[];
}

type Names = ReadonlyMap<string, RecordName>;
type Change = [Scalar, Scalar];

const REFERENCES: Record<string, string> = {
  locationId: 'location', counterLocationId: 'location', oneId: 'location', otherId: 'location', fromId: 'location', toId: 'location', patientId: 'patient', guarantorId: 'patient', mergedInto: 'payer', payerId: 'payer', invoiceId: 'invoice', paymentId: 'payment', depositId: 'deposit',
  serviceId: 'service', staffId: 'staff', ownerId: 'staff', postedBy: 'staff', shareId: 'share', fromShareId: 'share', toShareId: 'share', lineId: 'line',
  sourceId: 'source', reversesId: 'journal', draftId: 'invoice-draft', providerId: 'provider', reviewedBy: 'staff',
};
/** What only repeats another column in a form that machines compare, the record's own id, or the wording of a paper, which its own page shows to whoever may read it. */
const UNSPOKEN = new Set(['id', 'nameKey', 'searchName', 'referenceKey', 'npiKey', 'memberKey', 'liveKey', 'partyRoot', 'partyKey', 'actId', 'itemId', 'originId', 'adjudicationId', 'head', 'content']);
/** Ids nobody has named are shown by their end, enough to tell two apart. */
const ULID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
const MASKED = new Set(['memberId']);
const PART_NOUNS: Record<string, string> = {
  lines: 'Line', shares: 'Share', adjustments: 'Adjustment', transfers: 'Transfer', allocations: 'Allocation', holdings: 'Unapplied money', entries: 'Entry',
  items: 'Receipt', settlements: 'Settlement', contacts: 'Contact', coverages: 'Coverage', payers: 'Payer', locations: 'Location', grants: 'Grant', prices: 'Price',
};

/** Everything a diff mentions by id, so that one query can name it. */
export function referencesIn(diff: RecordDiff): { type: string; id: string }[] {
  const rows = Object.entries(diff).flatMap(([part, byId]) => Object.entries(byId).map(([id, fields]) => ({ part, id, fields })));
  return rows.flatMap(({ part, id, fields }) => [
    ...(part === 'shares' || part === 'lines' ? [{ type: part.slice(0, -1), id }] : []),
    ...Object.entries(fields).flatMap(([property, change]) => typesOf(property).flatMap((type) => idsIn(change).map((each) => ({ type, id: each })))),
  ]);
}

function typesOf(property: string): string[] {
  const type = REFERENCES[property];
  return type === 'source' ? ['invoice', 'payment', 'deposit', 'settlement'] : type === undefined ? [] : [type];
}

function idsIn(change: Change): string[] {
  return change.filter((value): value is string => typeof value === 'string' && value.length === 26);
}

/** One line per changed field; a new or removed row is one line that says all of it. */
export function linesOf(recordId: string, diff: RecordDiff, names: Names): ChangeLine[] {
  const parts = Object.entries(diff).sort(([a], [b]) => (a === 'root' ? -1 : b === 'root' ? 1 : a < b ? -1 : 1));
  return parts.flatMap(([part, rows]) => Object.entries(rows).flatMap(([id, fields]) => rowLines(part, id, withoutOwner(recordId, fields), names)));
}

/** A part need not say which record it is a part of: it stands there already. */
function withoutOwner(recordId: string, fields: Record<string, Change>): Record<string, Change> {
  return Object.fromEntries(Object.entries(fields).filter(([property, change]) => property === 'id' || !change.includes(recordId)));
}

function rowLines(part: string, id: string, fields: Record<string, Change>, names: Names): ChangeLine[] {
  const noun = part === 'root' ? '' : (PART_NOUNS[part] ?? capital(words(part)));
  const spoken = Object.entries(fields).filter(([property]) => !UNSPOKEN.has(property)).sort(([a], [b]) => Number(isMoney(b)) - Number(isMoney(a)));
  if (fields.id?.[0] === null) return [{ field: noun === '' ? 'Created' : `${noun} added`, before: none(), after: all(spoken, 1, names) }];
  if (fields.id?.[1] === null) return [{ field: `${noun} removed`, before: all(spoken, 0, names), after: none() }];
  const whose = names.get(id)?.name ?? noun;
  return spoken.map(([property, [before, after]]) => ({
    field: noun === '' ? labelOf(property) : `${whose} · ${labelOf(property)}`,
    before: valueOf(property, before, names),
    after: valueOf(property, after, names),
  }));
}

function all(fields: readonly [string, Change][], side: 0 | 1, names: Names): Piece[] {
  return fields
    .filter(([, change]) => change[side] !== null && change[side] !== '')
    .flatMap(([property, change], index) => [{ text: `${index === 0 ? '' : ' · '}${labelOf(property)} ` }, ...valueOf(property, change[side], names)]);
}

/** Amounts are what one looks for: they stand first. */
function isMoney(property: string): boolean {
  return property.endsWith('Cents');
}

function none(): Piece[] {
  return [{ text: 'none' }];
}

function valueOf(property: string, value: Scalar, names: Names): Piece[] {
  if (value === null || value === '') return none();
  if (isMoney(property)) return [{ cents: Number(value) }];
  if (property.endsWith('BasisPoints')) return [{ text: `${Number(value) / 100} %` }];
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return [{ day: value }];
  if (MASKED.has(property)) return [{ text: `•••• ${String(value).slice(-4)}` }];
  const named = typeof value === 'string' ? names.get(value) : undefined;
  if (named) return [{ text: withoutLabel(named.name, labelOf(property)), ...(named.href === undefined ? {} : { href: named.href }) }];
  return [{ text: ULID.test(String(value)) ? `…${String(value).slice(-6)}` : String(value) }];
}

/** `Payer Harborlight` under the label `Payer` is `Harborlight`. */
function withoutLabel(name: string, label: string): string {
  return name.startsWith(`${label} `) ? name.slice(label.length + 1) : name;
}

/** `lastPostedOn` → `Last posted on`, `chargedCents` → `Charged`, `payerId` → `Payer` */
export function labelOf(property: string): string {
  return capital(words(property.replace(/(Cents|Id|BasisPoints)$/, '')));
}

function words(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
