import { Injectable } from '@nestjs/common';
import { scopeFor } from '../../platform/actor.js';
import { Reader } from '../../platform/database/reader.js';
import { limit, list, sql, within } from '../../platform/database/sql.js';
import { alikeTo } from '../domain/look-alike.js';
import { paysAs } from '../domain/payer-state.js';
import { PayersQueries } from './payers.queries.js';

export interface Member {
  payerId: string;
  name: string;
  mergedInto: string;
  mergedName: string;
}

export interface SameNumber {
  reference: string;
  paymentId: string;
  number: number;
  amountCents: number;
  otherId: string;
  otherNumber: number;
  otherCents: number;
}

const MOST_SAME_NUMBERS = 20;

/** What a supervisor looks at before two records become one payer. */
@Injectable()
export class MergingQueries {
  constructor(
    private readonly reader: Reader,
    private readonly payers: PayersQueries,
  ) {}

  /** All records merged into a payer, over several merges. */
  async members(rootId: string): Promise<Member[]> {
    return this.reader.all<Member>(sql`
      SELECT p.id AS payerId, p.name AS name, p.merged_into AS mergedInto, m.name AS mergedName
      FROM payers p JOIN payers m ON m.id = p.merged_into WHERE p.merged_root = ${rootId} ORDER BY p.name_key, p.id`);
  }

  /** Payers it may become, those with a similar name first. */
  async targets(payerId: string, name: string, kind: string) {
    const all = (await this.payers.all()).filter((one) => one.payerId !== payerId && paysAs(one.kind) === paysAs(kind));
    const alike = alikeTo(name, all);
    const option = (group: string) => (one: (typeof all)[number]) => ({ value: one.payerId, label: one.name, group });
    return [...alike.map(option('Similar names')), ...all.filter((one) => !alike.includes(one)).map(option('All others'))];
  }

  /** What stands under these records at the caller's locations. */
  async standing(group: readonly string[]) {
    const open = await this.reader.one<{ invoices: number; openCents: number | null }>(sql`
      SELECT COUNT(DISTINCT s.invoice_id) AS invoices, SUM(s.charged_cents - s.paid_cents - s.adjusted_cents) AS openCents
      FROM shares s JOIN invoices i ON i.id = s.invoice_id
      WHERE s.payer_id IN (${list(group)}) AND i.state = 'open' AND s.charged_cents - s.paid_cents - s.adjusted_cents <> 0 AND ${within(scopeFor('invoice.read'), sql`i.location_id`)}`);
    const paid = await this.reader.one<{ payments: number; unappliedCents: number | null }>(sql`
      SELECT COUNT(*) AS payments, SUM(y.unapplied_cents) AS unappliedCents FROM payments y
      WHERE y.payer_id IN (${list(group)}) AND ${within(scopeFor('ledger.read'), sql`y.location_id`)}`);
    return { invoices: open?.invoices ?? 0, openCents: open?.openCents ?? 0, payments: paid?.payments ?? 0, unappliedCents: paid?.unappliedCents ?? 0 };
  }

  /** Standing payments under one number on both sides: worth a look, as one of them may have been recorded twice. */
  async sameNumbers(group: readonly string[], other: readonly string[]): Promise<SameNumber[]> {
    return this.reader.all<SameNumber>(sql`
      SELECT a.reference AS reference, a.id AS paymentId, a.number AS number, a.amount_cents AS amountCents, b.id AS otherId, b.number AS otherNumber, b.amount_cents AS otherCents
      FROM payments a JOIN payments b ON b.party_root IN (${list(other)}) AND b.reference_key = a.reference_key AND b.live_key = ''
      WHERE a.party_root IN (${list(group)}) AND a.live_key = '' AND a.reference <> ''
        AND ${within(scopeFor('ledger.read'), sql`a.location_id`)} AND ${within(scopeFor('ledger.read'), sql`b.location_id`)}
      ORDER BY a.id ${limit(MOST_SAME_NUMBERS)}`);
  }
}
