import { visiblePayments } from '../../payments/index.js';
import { scopeFor } from '../../platform/actor.js';
import { type Sql, sql, within } from '../../platform/database/sql.js';
import { ATTACH } from '../application/attach-scan.js';
import type { SubjectKind } from '../domain/scan-state.js';

/** The subject `id` as the one who acts may see it: `locationId`, and the payment a posted draft became. */
export function visibleSubject(kind: SubjectKind, id: string): Sql {
  return kind === 'payment'
    ? sql`SELECT p.location_id AS locationId, p.id AS paymentId FROM payments p WHERE p.id = ${id} AND ${visiblePayments()}`
    : sql`SELECT d.location_id AS locationId, d.payment_id AS paymentId FROM remittance_drafts d WHERE d.id = ${id} AND ${within(scopeFor(ATTACH), sql`d.location_id`)}`;
}

/** The scans `s` of a subject: a payment has those of its draft too. */
export function ofSubject(kind: SubjectKind, id: string): Sql {
  const own = sql`(s.subject_kind = ${kind} AND s.subject_id = ${id})`;
  return kind === 'payment' ? sql`(${own} OR (s.subject_kind = 'remittance' AND s.subject_id IN (SELECT d.id FROM remittance_drafts d WHERE d.payment_id = ${id})))` : own;
}
