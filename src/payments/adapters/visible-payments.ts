import { scopeFor } from '../../platform/actor.js';
import { type Sql, sql, within } from '../../platform/database/sql.js';

/** Payments `p` of the granted locations; insurers' postings only for those who read the books there, not for the front desk. */
export function visiblePayments(): Sql {
  return sql`${within(scopeFor('payment.read'), sql`p.location_id`)} AND (p.kind <> 'insurer' OR ${within(scopeFor('ledger.read'), sql`p.location_id`)})`;
}
