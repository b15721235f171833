import { scopeFor } from '../../platform/actor.js';
import { type Sql, sql, within } from '../../platform/database/sql.js';

/** Payments `p` of the granted locations; insurers' postings only for those who read the books there, not for the front desk. */
export function visiblePayments(location = sql`p.location_id`): Sql {
  return sql`${within(scopeFor('payment.read'), location)} AND (p.kind <> 'insurer' OR ${within(scopeFor('ledger.read'), location)})`;
}

/** The same where a record leads to the payments: see `alsoWithin`. */
export function alsoVisiblePayments(): Sql {
  return visiblePayments(sql`+p.location_id`);
}
