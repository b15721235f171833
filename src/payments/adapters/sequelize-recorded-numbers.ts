import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { list, type Sql, sql } from '../../platform/database/sql.js';
import { type ReceivedOn, RecordedNumbers, type StandingNumber } from '../domain/recorded-numbers.js';

@Injectable()
export class SequelizeRecordedNumbers extends RecordedNumbers {
  constructor(private readonly reader: Reader) {
    super();
  }

  standing(partyRoots: readonly string[], referenceKey: string): Promise<StandingNumber[]> {
    return standingNumbers(this.reader, partyRoots, referenceKey);
  }

  alike(partyRoots: readonly string[], { amountCents, paymentDate, invoiceIds }: ReceivedOn): Promise<StandingNumber[]> {
    const paid = sql`FROM allocations l JOIN invoices i ON i.id = l.invoice_id WHERE l.payment_id = p.id`;
    const ofSame = sql`i.patient_id IN (SELECT o.patient_id FROM invoices o WHERE o.id IN (${list(invoiceIds)}))`;
    const forThem = invoiceIds.length === 0 ? sql`1 = 1` : sql`(NOT EXISTS (SELECT 1 ${paid}) OR EXISTS (SELECT 1 ${paid} AND ${ofSame}))`;
    return standingWhere(this.reader, partyRoots, sql`p.amount_cents = ${amountCents} AND p.payment_date = ${paymentDate} AND ${forThem}`);
  }
}

/** Who recorded a payment stands in its first audit entry; without one (a raw load) the account's name does. */
export function standingNumbers(reader: Reader, partyRoots: readonly string[], referenceKey: string): Promise<StandingNumber[]> {
  return standingWhere(reader, partyRoots, sql`p.reference_key = ${referenceKey}`);
}

function standingWhere(reader: Reader, partyRoots: readonly string[], condition: Sql): Promise<StandingNumber[]> {
  return reader.all<StandingNumber>(sql`
    SELECT p.id AS paymentId, p.number AS number, p.reference AS reference, COALESCE(y.name, CONCAT(g.last_name, ', ', g.first_name)) AS partyName, p.amount_cents AS amountCents,
           p.posting_date AS enteredOn, COALESCE(a.actor_name, p.posted_by) AS enteredBy, p.location_id AS locationId, p.duplicate_ordinal AS duplicateOrdinal
    FROM payments p
    LEFT JOIN payers y ON y.id = p.payer_id
    LEFT JOIN patients g ON g.id = p.guarantor_id
    LEFT JOIN audit_entries e ON e.record_type = 'payment' AND e.record_id = p.id AND e.version = 1
    LEFT JOIN audit_acts a ON a.id = e.act_id
    WHERE p.party_root IN (${list(partyRoots)}) AND ${condition} AND p.live_key = ''
    ORDER BY p.duplicate_ordinal DESC, p.id DESC`);
}
