import { Injectable } from '@nestjs/common';
import type { Scope } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { sql } from '../../platform/database/sql.js';
import { sumCents } from '../../shared/money.js';
import { DecisionsQueries } from './decisions.queries.js';
import { InvoicesQueries } from './invoices.queries.js';
import { keyOf } from './parties.js';

interface Told {
  actId: string;
  /** UTC, with microseconds. */
  at: string;
  title: string;
  who: string;
  role: string;
  /** The reason of an act, or what was said. */
  note: string;
}

interface Moved {
  actId: string;
  postingDate: string;
  memo: string;
  shareId: string;
  amountCents: number;
}

/** Everything that happened to an invoice from its draft on: who did what when, what it moved, what insurers decided, and what each party owed after it. */
@Injectable()
export class InvoiceStoryQueries {
  constructor(
    private readonly reader: Reader,
    private readonly invoices: InvoicesQueries,
    private readonly decisions: DecisionsQueries,
  ) {}

  async tell(invoiceId: string, scope: Scope) {
    const { invoice, parties, lines } = await this.invoices.show(invoiceId, scope);
    const shares = lines.flatMap((line) => line.shares);
    const [acts, moves, decisions] = [await this.#acts(invoiceId), await this.#moves(invoiceId), await this.decisions.ofInvoice(invoiceId)];
    const open = new Map(parties.map((party) => [keyOf(party), 0]));
    const events = acts.map((act) => {
      const own = moves.filter(({ actId }) => actId === act.actId);
      const changes = parties.map((party) => {
        const cents = sumCents(own.filter(({ shareId }) => shares.some((share) => share.shareId === shareId && keyOf(share) === keyOf(party))).map((move) => move.amountCents));
        open.set(keyOf(party), open.get(keyOf(party))! + cents);
        return { partyName: party.partyName, changeCents: cents, openCents: open.get(keyOf(party))! };
      });
      return { ...act, decisions: decisions.filter(({ actId }) => actId === act.actId), postingDate: own[0]?.postingDate ?? '', changes, openCents: sumCents(open.values()) };
    });
    return { invoice, parties, events };
  }

  /** The acts on the draft and on the invoice that were done, and what was said with payers about it; in the order in which they were entered. */
  #acts(invoiceId: string) {
    return this.reader.all<Told>(sql`
      SELECT DISTINCT a.id AS actId, a.entered_at AS at, a.title AS title, a.actor_name AS who, a.actor_role AS role, COALESCE(a.reason, '') AS note
      FROM audit_entries e JOIN audit_acts a ON a.id = e.act_id
      WHERE e.record_id = ${invoiceId} AND e.record_type IN ('invoice', 'invoice-draft') AND a.outcome = 'done'
      UNION
      SELECT a.id AS actId, a.entered_at AS at, CONCAT('Spoke with ', y.name) AS title, a.actor_name AS who, a.actor_role AS role, c.body AS note
      FROM communications c JOIN payers y ON y.id = c.payer_id JOIN audit_entries e ON e.record_id = c.id AND e.version = 1 JOIN audit_acts a ON a.id = e.act_id
      WHERE c.invoice_id = ${invoiceId}
      ORDER BY at, actId`);
  }

  #moves(invoiceId: string) {
    return this.reader.all<Moved>(sql`
      SELECT j.act_id AS actId, j.posting_date AS postingDate, j.memo AS memo, e.share_id AS shareId, SUM(e.amount_cents) AS amountCents
      FROM entries e JOIN journals j ON j.id = e.journal_id
      WHERE e.invoice_id = ${invoiceId} AND e.share_id IS NOT NULL AND e.account_code IN ('1100', '1110', '1120')
      GROUP BY j.act_id, j.posting_date, j.memo, e.share_id`);
  }
}
