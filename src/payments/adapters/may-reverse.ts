import type { Actor } from '../../platform/actor.js';
import type { PaymentState } from '../domain/payment-state.js';

/** Whether reversing it is worth offering; the command decides again. */
export function mayBeReversed({ locationId, postedBy, postingDate, depositId, state }: Pick<PaymentState, 'locationId' | 'postedBy' | 'postingDate' | 'depositId' | 'state'>, actor: Actor, accountingDay: string): boolean {
  const isOwn = postedBy === actor.id && postingDate === accountingDay && depositId === null;
  return state === 'posted' && (actor.can('payment.reverse-any', locationId) || (isOwn && actor.can('payment.reverse-own', locationId)));
}
