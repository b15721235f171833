/** One check at a time, whatever process began it. */
export const CHECK_LEASE = 'ledger-check';

export type CheckState = 'running' | 'held' | 'violated' | 'failed';

/** A payment or invoice that breaks one of these can be read and not posted to: the domain refuses it on loading. */
export const PARKING: readonly string[] = ['payment-equation', 'payment-holdings', 'payment-reversed', 'line-shares', 'share-bounds'];
