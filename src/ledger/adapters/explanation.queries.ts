import { Injectable } from '@nestjs/common';
import { type Decision, DecisionsQueries } from '../../invoices/index.js';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';
import type { Scope } from '../../platform/scope.js';
import { NotFound } from '../../shared/domain-error.js';
import { formatDate } from '../../shared/calendar-date.js';
import { RECEIVABLE_CODES } from '../domain/chart.js';
import { journalName, paymentName } from '../domain/memo.js';
import { journalTable, partyOf, sourceLink, type JournalTable } from './journal-table.js';
import { JournalsQueries, type EntryView, type JournalView } from './journals.queries.js';
import { ShareHistoryQueries, type OwedEntry } from './share-history.queries.js';

/** A sentence or a fact in pieces, so that a template can set amounts in bold and records as links. */
export interface Piece {
  text?: string;
  cents?: number;
  href?: string;
  instant?: string;
}

export interface Explanation {
  amountCents: number;
  subtitle: string;
  sentence: Piece[];
  tables: JournalTable[];
  entries: OwedEntry[];
  note: string;
  related: { label: string; pieces: Piece[] }[];
}

interface PaymentHead {
  id: string;
  number: number;
  kind: string;
  method: string;
  reference: string;
  state: string;
  postingDate: string;
  payer: string;
  amountCents: number;
  allocatedCents: number;
  unappliedCents: number;
}

interface About {
  /** An invoice's id, or `none`: the money that belongs to no invoice. */
  invoiceId?: string | undefined;
  patientId?: string | undefined;
}

const NO_INVOICE = 'none';
const UNAPPLIED_PATIENT = '2110';

/** Any amount shown anywhere, down to its entries, with who wrote them, when and why. */
@Injectable()
export class ExplanationQueries {
  constructor(
    private readonly reader: Reader,
    private readonly journals: JournalsQueries,
    private readonly shares: ShareHistoryQueries,
    private readonly decisions: DecisionsQueries,
  ) {}

  /** An amount on a patient's ledger, or of an invoice: what one journal did to it. */
  async ofJournal(scope: Scope, id: string, about: About): Promise<Explanation> {
    const journal = await this.journals.get(scope, id);
    const marked = (entry: EntryView): boolean => isMarked(entry, about);
    const isRelevant = (entry: EntryView): boolean => about.invoiceId === undefined || entry.invoiceId === about.invoiceId;
    const hits = journal.entries.filter(marked);
    const amountCents = hits.reduce((sum, entry) => sum + entry.amountCents, 0);
    return {
      amountCents,
      subtitle: `${hits.find((entry) => entry.invoiceNumber !== null)?.invoiceNumber ?? journalName(journal.number)} · ${formatDate(journal.postingDate)}`,
      sentence: sentenceOf(journal, hits),
      tables: [journalTable(journal, marked, isRelevant)],
      entries: [],
      note: noteOf(hits, amountCents),
      related: await this.#related(scope, journal, about.invoiceId),
    };
  }

  async ofPayment(scope: Scope, paymentId: string): Promise<Explanation> {
    const payment = await this.#payment(scope, paymentId);
    const journals = await this.journals.ofSource(scope, paymentId);
    const last = journals.at(-1);
    return {
      amountCents: payment.amountCents,
      subtitle: `${paymentName(payment.number)} · ${formatDate(payment.postingDate)}`,
      sentence: [
        { text: `${payment.payer} paid ` }, { cents: payment.amountCents }, { text: payment.state === 'reversed' ? '; it was reversed, and nothing of it counts any more.' : ': ' },
        ...(payment.state === 'reversed' ? [] : [{ cents: payment.allocatedCents }, { text: ' is allocated to invoices and ' }, { cents: payment.unappliedCents }, { text: ' is unapplied.' }]),
      ],
      tables: journals.map((journal) => journalTable(journal, (entry) => ['1010', '1020'].includes(entry.accountCode))),
      entries: [],
      note: 'The marked lines are the money itself: what arrived, and what was taken back.',
      related: last ? peopleOf(last) : [],
    };
  }

  /** What a share, or all of an invoice, still owes. */
  async ofOwed(scope: Scope, invoiceId: string, shareId: string | undefined): Promise<Explanation> {
    const owed = await this.shares.owed(scope, invoiceId, shareId);
    return {
      amountCents: owed.openCents,
      subtitle: `${owed.number}${owed.party === undefined ? '' : ` · ${owed.party}`}`,
      sentence: [
        { cents: owed.chargedCents }, { text: ' charged − ' }, { cents: owed.paidCents }, { text: ' paid − ' }, { cents: owed.adjustedCents },
        { text: ' adjusted = ' }, { cents: owed.openCents }, { text: ' open.' },
      ],
      tables: [],
      entries: owed.entries,
      note: owed.state === 'voided' ? 'The invoice was voided: every entry has its reversal.' : 'Each line opens the journal it belongs to.',
      related: [
        { label: 'Invoice', pieces: [{ text: owed.number, href: `/invoices/${owed.invoiceId}` }] },
        { label: 'Patient', pieces: [{ text: owed.patientName, href: `/patients/${owed.patientId}` }] },
      ],
    };
  }

  async #related(scope: Scope, journal: JournalView, invoiceId: string | undefined): Promise<Explanation['related']> {
    const related: Explanation['related'] = [];
    const payment = journal.entries.find((entry) => entry.paymentId !== null);
    if (payment) related.push({ label: 'Payment', pieces: [{ text: paymentName(payment.paymentNumber!), href: `/payments/${payment.paymentId}` }] });
    if (journal.original) related.push({ label: 'Reverses', pieces: [{ text: journalName(journal.original.number), href: `/ledger/journals/${journal.original.id}` }] });
    if (journal.reversal) related.push({ label: 'Reversed by', pieces: [{ text: journalName(journal.reversal.number), href: `/ledger/journals/${journal.reversal.id}` }] });
    related.push(...peopleOf(journal));
    if (invoiceId === undefined && !payment) related.push({ label: 'Invoice', pieces: [{ text: 'the invoice it belongs to', href: sourceLink(journal) }] });
    if (invoiceId !== undefined && invoiceId !== NO_INVOICE) {
      const equation = await this.#equation(scope, invoiceId);
      const decisions = await this.decisions.ofInvoice(invoiceId);
      related.push(...decisions.filter(({ actId }) => actId === journal.actId).flatMap(decidedAs), equation);
    }
    return related;
  }

  async #equation(scope: Scope, invoiceId: string): Promise<Explanation['related'][number]> {
    const { number, chargedCents, paidCents, adjustedCents, openCents } = await this.shares.owed(scope, invoiceId, undefined);
    return {
      label: 'Invoice',
      pieces: [
        { text: number, href: `/invoices/${invoiceId}` }, { text: ': ' }, { cents: chargedCents }, { text: ' − ' }, { cents: paidCents }, { text: ' paid − ' },
        { cents: adjustedCents }, { text: ' adjusted = ' }, { cents: openCents },
      ],
    };
  }

  async #payment(scope: Scope, id: string): Promise<PaymentHead> {
    const payment = await this.reader.one<PaymentHead>(sql`
      SELECT p.id AS id, p.number AS number, p.kind AS kind, p.method AS method, p.reference AS reference, p.state AS state, p.posting_date AS postingDate,
        p.amount_cents AS amountCents, p.allocated_cents AS allocatedCents, p.unapplied_cents AS unappliedCents,
        COALESCE(y.name, CONCAT(t.last_name, ', ', t.first_name), 'Somebody') AS payer
      FROM payments p LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients t ON t.id = p.guarantor_id
      WHERE p.id = ${id} AND ${within(scope, sql`p.location_id`)}`);
    if (!payment) throw new NotFound();
    return payment;
  }
}

/** A row of a ledger is what one journal did to the receivables of one invoice, or to the money held for a patient. */
function isMarked(entry: EntryView, { invoiceId, patientId }: About): boolean {
  if (patientId !== undefined && entry.patientId !== patientId) return false;
  if (invoiceId === NO_INVOICE) return entry.accountCode === UNAPPLIED_PATIENT;
  if (invoiceId !== undefined) return entry.invoiceId === invoiceId && RECEIVABLE_CODES.includes(entry.accountCode);
  return RECEIVABLE_CODES.includes(entry.accountCode) || entry.accountCode === UNAPPLIED_PATIENT;
}

function sentenceOf(journal: JournalView, hits: readonly EntryView[]): Piece[] {
  const pieces: Piece[] = [{ text: `${journal.memo.replace(/\.$/, '')}.` }];
  for (const entry of hits) {
    const verb = entry.amountCents > 0 ? 'owes' : 'no longer owes';
    if (RECEIVABLE_CODES.includes(entry.accountCode)) {
      pieces.push({ text: ` ${capital(nameOf(entry))} ${verb} ` }, { cents: Math.abs(entry.amountCents) }, { text: '.' });
    }
  }
  return pieces;
}

function nameOf(entry: EntryView): string {
  return partyOf(entry).replace(' · ', '') || 'the patient';
}

function noteOf(hits: readonly EntryView[], amountCents: number): string {
  if (hits.length === 0) return 'Nothing in this journal changes what the patient or a payer owes.';
  const lines = hits.length === 1 ? 'The marked line is' : 'The marked lines together are';
  if (hits.every((entry) => entry.accountCode === UNAPPLIED_PATIENT)) {
    return `${lines} this amount: ${amountCents < 0 ? 'money now held for' : 'money no longer held for'} ${nameOf(hits[0]!)}.`;
  }
  if (amountCents === 0) return `${lines} this amount: what is owed moves, the balance stays.`;
  const parties = [...new Set(hits.map(nameOf))];
  const verb = amountCents < 0 ? 'lowers' : 'raises';
  return `${lines} this amount: it ${verb} what ${parties.length === 1 ? `${parties[0]!} owes` : 'the parties owe'}.`;
}

/** What the insurer's codes say, line by line. */
function decidedAs({ description, codes }: Decision): Explanation['related'] {
  if (codes.length === 0) return [];
  const pieces = codes.flatMap(({ groupCode, reasonCode, amountCents, words }) => [{ text: `; ${groupCode}-${reasonCode} ` }, { cents: amountCents }, { text: words === '' ? '' : ` ${words}` }]);
  return [{ label: 'Decided', pieces: [{ text: description }, ...pieces] }];
}

function peopleOf(journal: JournalView): Explanation['related'] {
  return [
    ...(journal.reason ? [{ label: 'Reason', pieces: [{ text: journal.reason }] }] : []),
    { label: 'Who', pieces: [{ text: `${journal.actorName} · ${journal.actorRole}` }] },
    { label: 'When', pieces: [{ instant: journal.enteredAt }] },
    { label: 'Act', pieces: [{ text: journal.actTitle, href: `/audit/acts/${journal.actId}` }] },
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
