import { Injectable } from '@nestjs/common';
import { decodeDiff, type RecordDiff } from '../../platform/audit-trail.js';
import { Reader } from '../../platform/database/reader.js';
import { list, sql } from '../../platform/database/sql.js';
import { currentTimeZone } from '../../platform/form-context.js';
import { instantIn } from '../../platform/zones.js';
import { sumCents } from '../../shared/money.js';
import { type LaterPosting, LaterPostings } from '../domain/later-postings.js';
import type { PaymentKind } from '../domain/payment-state.js';

interface Change {
  actorName: string;
  enteredAt: string;
  title: string;
  diff: Buffer;
}

/** The trail knows it to the cent: what each act changed on the party's shares. */
@Injectable()
export class SequelizeLaterPostings extends LaterPostings {
  constructor(private readonly reader: Reader) {
    super();
  }

  async since({ invoiceId, version }: { invoiceId: string; version: number }, { kind, group }: { kind: PaymentKind; group: readonly string[] }): Promise<{ number: string; postings: LaterPosting[] }> {
    const shares = await this.reader.all<{ number: string; shareId: string | null }>(sql`
      SELECT i.number AS number, s.id AS shareId FROM invoices i
      LEFT JOIN shares s ON s.invoice_id = i.id AND s.party_kind = ${kind} AND COALESCE(s.payer_id, s.guarantor_id) IN (${list(group.length === 0 ? [''] : group)})
      WHERE i.id = ${invoiceId}`);
    const changes = await this.reader.all<Change>(sql`
      SELECT a.actor_name AS actorName, a.entered_at AS enteredAt, a.title AS title, e.diff AS diff
      FROM audit_entries e JOIN audit_acts a ON a.id = e.act_id
      WHERE e.record_type = 'invoice' AND e.record_id = ${invoiceId} AND e.version > ${version} ORDER BY e.version`);
    const own = new Set(shares.map(({ shareId }) => shareId));
    const postings = changes.map(({ actorName, enteredAt, title, diff }) => {
      const { paidCents, takenCents } = takenBy(decodeDiff(diff), own);
      return { by: actorName, at: instantIn(currentTimeZone(), enteredAt), takenCents, isPayment: paidCents > 0, title };
    });
    return { number: shares[0]?.number ?? '', postings: postings.filter(({ takenCents }) => takenCents !== 0) };
  }
}

function takenBy({ shares = {} }: RecordDiff, own: ReadonlySet<string | null>): { paidCents: number; takenCents: number } {
  const changed = (column: string): number =>
    sumCents(Object.entries(shares).filter(([id]) => own.has(id)).map(([, { [column]: change }]) => (change ? Number(change[1] ?? 0) - Number(change[0] ?? 0) : 0)));
  const paidCents = changed('paidCents');
  return { paidCents, takenCents: paidCents + changed('adjustedCents') - changed('chargedCents') };
}
