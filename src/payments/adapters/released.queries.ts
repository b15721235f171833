import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { sql, within } from '../../platform/database/sql.js';
import { NotFound } from '../../shared/domain-error.js';
import { sumCents } from '../../shared/money.js';
import type { PaymentKind } from '../domain/payment-state.js';
import { MoneyReleased, type ReleasedMoney } from '../domain/released-money.js';
import { visiblePayments } from './visible-payments.js';

interface Reissue {
  reissueId: string;
  locationId: string;
  originalId: string;
  originalNumber: string;
  /** Empty while the invoice in its place is a draft. */
  version: number | null;
}

interface Released extends ReleasedMoney {
  number: number;
  kind: PaymentKind;
  partyName: string;
  /** Whoever the party is by now. */
  party: string;
  /** What that party still owes on the invoice in its place. */
  openCents: number;
}

const PARTY_NOW = sql`COALESCE(y.merged_root, y.id, g.merged_into, g.id)`;

@Injectable()
export class ReleasedQueries extends MoneyReleased {
  constructor(private readonly reader: Reader) {
    super();
  }

  /** What is proposed on the page of the invoice, or draft, in place of a corrected one. */
  async proposed(reissueId: string) {
    const reissue = await this.reader.one<Reissue>(sql`
      SELECT c.reissue_id AS reissueId, o.location_id AS locationId, o.id AS originalId, o.number AS originalNumber, i.version AS version
      FROM invoice_corrections c JOIN invoices o ON o.id = c.invoice_id LEFT JOIN invoices i ON i.id = c.reissue_id
      WHERE c.reissue_id = ${reissueId} AND ${within(scopeFor('payment.allocate'), sql`o.location_id`)}`);
    if (!reissue) throw new NotFound();
    const found = await this.for(reissueId);
    const lines = reissue.version === null ? found.map((line) => ({ ...line, amountCents: line.restCents })) : upToOpen(found);
    return { reissue, lines, totalCents: sumCents(lines.map(({ amountCents }) => amountCents)) };
  }

  /** The correction is the last act on the original, so what it released carries the version it gave it; what went to the invoice in its place since is taken off. */
  async for(reissueId: string): Promise<Released[]> {
    const rows = await this.reader.all<Omit<Released, 'restCents'> & { releasedCents: number; appliedCents: number; freeCents: number | null }>(sql`
      SELECT p.id AS paymentId, p.number AS number, p.kind AS kind, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName, ${PARTY_NOW} AS party,
             SUM(CASE WHEN a.invoice_id = o.id AND a.reverses_id IS NOT NULL AND a.invoice_version = o.version THEN -a.amount_cents ELSE 0 END) AS releasedCents,
             SUM(CASE WHEN a.invoice_id = c.reissue_id THEN a.amount_cents ELSE 0 END) AS appliedCents,
             (SELECT SUM(h.amount_cents) FROM payment_holdings h WHERE h.payment_id = p.id AND h.kind IN ('credit', 'to-allocate')) AS freeCents,
             (SELECT COALESCE(SUM(s.charged_cents - s.paid_cents - s.adjusted_cents), 0)
              FROM shares s LEFT JOIN payers sy ON sy.id = s.payer_id LEFT JOIN patients sg ON sg.id = s.guarantor_id
              WHERE s.invoice_id = c.reissue_id AND s.party_kind = p.kind AND COALESCE(sy.merged_root, sy.id, sg.merged_into, sg.id) = ${PARTY_NOW}) AS openCents
      FROM invoice_corrections c JOIN invoices o ON o.id = c.invoice_id JOIN allocations a ON a.invoice_id IN (c.invoice_id, c.reissue_id) JOIN payments p ON p.id = a.payment_id
      LEFT JOIN payers y ON y.id = p.payer_id LEFT JOIN patients g ON g.id = p.guarantor_id
      WHERE c.reissue_id = ${reissueId} AND p.state = 'posted' AND ${visiblePayments()}
      GROUP BY p.id, p.number, p.kind, p.posting_date, y.name, g.last_name, g.first_name, y.merged_root, y.id, g.merged_into, g.id, c.reissue_id ORDER BY p.posting_date, p.number`);
    return rows
      .map(({ releasedCents, appliedCents, freeCents, ...row }) => ({ ...row, restCents: Math.min(releasedCents - appliedCents, freeCents ?? 0) }))
      .filter(({ restCents }) => restCents > 0);
  }
}

/** Payments of one party share what it owes, the oldest first. */
function upToOpen(found: readonly Released[]) {
  const open = new Map(found.map(({ kind, party, openCents }) => [`${kind} ${party}`, openCents]));
  const lines = found.map((line) => {
    const key = `${line.kind} ${line.party}`;
    const amountCents = Math.min(line.restCents, open.get(key)!);
    open.set(key, open.get(key)! - amountCents);
    return { ...line, amountCents };
  });
  return lines.filter(({ amountCents }) => amountCents > 0);
}
