import { OpenDays } from '../../src/calendar/index.js';
import type { Config } from '../../src/platform/config.js';
import { newId } from '../../src/platform/ids.js';
import { addDays } from '../../src/shared/calendar-date.js';
import type { Clinic } from '../support/clinic.js';
import { rawTables, type Cell, type RawTables, type TableRow } from './raw-tables.js';
import { INVOICES_OF_A_UNIT, playUnit } from './template.js';

type Run = <T>(command: object) => Promise<T>;

/** What pages are asked for after the load: records of the first unit. */
export interface Loaded {
  patientId: string;
  invoiceId: string;
  invoiceNumber: string;
  paymentId: string;
  invoices: number;
}

/** Numbers that people read, and how far those of one unit reach. */
interface Spans {
  invoice: number;
  payment: number;
  journal: number;
  patient: number;
  series: number;
}

type Piece = string | ((nth: number) => string);
interface TemplateRow {
  table: string;
  cells: (Cell | ((nth: number) => Cell))[];
}
interface Template {
  columns: Map<string, string[]>;
  rows: TemplateRow[];
  spans: Spans;
}

const UNITS_AT_ONCE = 40;
/** Units lie on different days, as a clinic's do: each on one of this many, back from today. */
const DAYS = 300;
const OUTSIDE = ['idempotency', 'sessions', 'schema_migrations', 'number_blocks'];
const ULIDS = /\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g;
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Fills a clinic with `invoices` invoices: one unit is played by the product's commands, and every row this wrote, in whatever table,
 * audit trail included, is repeated with ids and numbers of its own. So what is loaded passes the ledger check like what was played.
 */
export async function load(config: Config, run: Run, clinic: Clinic, invoices: number, say: (line: string) => void = () => undefined): Promise<Loaded> {
  await run(new OpenDays({ locationId: clinic.maple, from: addDays(clinic.today, 0 - DAYS), through: clinic.today }));
  const boundary = newId();
  const played = await playUnit(run, clinic);
  const raw = await rawTables(config);
  const template = await templateAfter(raw, boundary);
  const units = Math.ceil(invoices / INVOICES_OF_A_UNIT);
  for (let from = 1; from < units; from += UNITS_AT_ONCE) {
    await insertUnits(raw, template, from, Math.min(units, from + UNITS_AT_ONCE));
    if (from % 4_000 === 1 && from > 1) say(`  ${from * INVOICES_OF_A_UNIT} invoices …`);
  }
  await moveOn(raw, template.spans, units - 1);
  if (config.databaseUrl !== undefined) await raw.run(`ANALYZE TABLE ${[...template.columns.keys()].join(', ')}`);
  await raw.close();
  return { ...played, invoices: units * INVOICES_OF_A_UNIT };
}

async function insertUnits(raw: RawTables, { columns, rows }: Template, from: number, to: number): Promise<void> {
  const batches = new Map<string, Cell[][]>();
  for (let nth = from; nth < to; nth += 1) {
    for (const { table, cells } of rows) {
      const batch = batches.get(table) ?? [];
      batch.push(cells.map((cell) => (typeof cell === 'function' ? cell(nth) : cell)));
      batches.set(table, batch);
    }
  }
  await raw.run('BEGIN');
  for (const [table, batch] of batches) await raw.insert(table, columns.get(table)!, batch);
  await raw.run('COMMIT');
}

/** Series and blocks of numbers go on behind what was loaded. */
async function moveOn(raw: RawTables, spans: Spans, units: number): Promise<void> {
  await raw.run(`UPDATE series SET next_number = next_number + ${units * spans.series}, version = version + ${units * spans.series} WHERE id IN (SELECT record_id FROM audit_entries WHERE record_type = 'series' GROUP BY record_id HAVING COUNT(*) > ${units})`);
  for (const [kind, span] of Object.entries({ payment: spans.payment, journal: spans.journal, patient: spans.patient })) {
    await raw.run(`UPDATE number_blocks SET next_number = next_number + ${units * span} WHERE kind = '${kind}'`);
  }
}

async function templateAfter(raw: RawTables, boundary: string): Promise<Template> {
  const found: { table: string; row: TableRow }[] = [];
  const columns = new Map<string, string[]>();
  for (const table of await raw.names()) {
    if (OUTSIDE.includes(table)) continue;
    const key = table === 'audit_act_locations' ? 'act_id' : 'id';
    const rows = await raw.all(`SELECT * FROM ${table} WHERE ${key} > '${boundary}' ORDER BY ${key}`).catch(() => []);
    for (const row of rows) found.push({ table, row });
    if (rows[0]) columns.set(table, Object.keys(rows[0]));
  }
  const ids = [...new Set(found.flatMap(({ row }) => Object.values(row).flatMap((cell) => (typeof cell === 'string' ? (cell.match(ULIDS) ?? []) : []))))].filter((id) => id > boundary).sort();
  const spans = spansOf(found);
  const change = changer(new Map(ids.map((id, index) => [id, index])), spans);
  const rows = found.map(({ table, row }) => ({ table, cells: columns.get(table)!.map((column) => change(table, column, row)) }));
  return { columns, rows, spans };
}

function spansOf(found: readonly { table: string; row: TableRow }[]): Spans {
  const span = (table: string): number => {
    const numbers = found.filter((one) => one.table === table).flatMap(({ row }) => (/^(?:[A-Z]+-)?\d+$/.test(String(row.number)) ? [Number(String(row.number).replace(/\D/g, ''))] : []));
    return Math.max(...numbers) - Math.min(...numbers) + 1;
  };
  const series = found.filter(({ table, row }) => table === 'audit_entries' && row.record_type === 'series').length;
  return { invoice: span('invoices'), payment: span('payments'), journal: span('journals'), patient: span('patients'), series };
}

/** How each cell of the template reads in the nth unit. */
function changer(ids: ReadonlyMap<string, number>, spans: Spans) {
  const prefix = newId().slice(0, 10);
  const idOf = (id: string) => (nth: number) => `${prefix}${base32(nth, 10)}${base32(ids.get(id)!, 6)}`;
  const anyId = [...ids.keys()].join('|');
  const pattern = new RegExp(`(${anyId})|\\b(MS|PAY|J)-(\\d+)\\b|"number":\\[null,"?(\\d+)(?=["\\]])|"nextNumber":\\[(\\d+),(\\d+)\\]|\\b(20\\d\\d-\\d\\d-\\d\\d)\\b(?! \\d\\d:)`, 'g');
  const kinds: Record<string, number> = { MS: spans.invoice, PAY: spans.payment, J: spans.journal };
  const ofRecord: Record<string, number> = { payment: spans.payment, journal: spans.journal, patient: spans.patient };

  const piecesOf = (text: string, recordType: string): Piece[] => {
    const pieces: Piece[] = [];
    let last = 0;
    for (const match of text.matchAll(pattern)) {
      const [whole, id, kind, number, bare, next, after, day] = match;
      pieces.push(text.slice(last, match.index));
      last = match.index + whole.length;
      if (id !== undefined) pieces.push(idOf(id));
      else if (day !== undefined) pieces.push((nth) => addDays(day, 0 - (nth % DAYS)));
      else if (kind !== undefined) pieces.push((nth) => `${kind}-${Number(number) + nth * kinds[kind]!}`);
      else if (bare !== undefined) pieces.push((nth) => whole.replace(bare, String(Number(bare) + nth * (ofRecord[recordType] ?? 0))));
      else pieces.push((nth) => `"nextNumber":[${Number(next) + nth * spans.series},${Number(after) + nth * spans.series}]`);
    }
    return [...pieces, text.slice(last)];
  };
  const told = (pieces: readonly Piece[]) => (nth: number): string => pieces.map((piece) => (typeof piece === 'string' ? piece : piece(nth))).join('');

  return (table: string, column: string, row: TableRow): Cell | ((nth: number) => Cell) => {
    const cell = row[column]!;
    if (column === 'number' && table !== 'invoices' && /^\d+$/.test(String(cell))) {
      const span = { payments: spans.payment, journals: spans.journal, patients: spans.patient }[table] ?? 0;
      return (nth) => (typeof cell === 'number' ? cell + nth * span : String(Number(cell) + nth * span));
    }
    if (table === 'audit_entries' && column === 'version' && row.record_type === 'series') return (nth) => Number(cell) + nth * spans.series;
    if (cell === null || typeof cell === 'number') return cell;
    const isBytes = Buffer.isBuffer(cell);
    const pieces = piecesOf(isBytes ? cell.toString('utf8') : cell, String(row.record_type ?? ''));
    if (pieces.length === 1) return cell;
    const tell = told(pieces);
    return isBytes ? (nth) => Buffer.from(tell(nth), 'utf8') : tell;
  };
}

function base32(value: number, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) text = DIGITS[rest % 32]! + text;
  return text;
}
