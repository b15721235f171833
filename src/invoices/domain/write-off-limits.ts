import { DomainError } from '../../shared/domain-error.js';
import { formatCents } from '../../shared/money.js';

/** What one adjustment may take off: up to A a clerk at once, up to B a supervisor. `null`: no limit is set. */
export interface WriteOffLimits {
  clerkCents: number | null;
  supervisorCents: number | null;
}

/** Only taking off is limited; giving an earlier adjustment back restores what is owed. */
export function refuseAboveLimit(amountCents: number, { clerkCents, supervisorCents }: WriteOffLimits, isSupervisor: boolean): void {
  if (amountCents <= 0) return;
  if (supervisorCents !== null && amountCents > supervisorCents) throw new AboveWriteOffLimit(amountCents, supervisorCents, 'a supervisor may take off, so a location or finance manager decides it');
  if (!isSupervisor && clerkCents !== null && amountCents > clerkCents) throw new AboveWriteOffLimit(amountCents, clerkCents, 'a clerk may take off at once; ask a billing supervisor to do it');
}

export class AboveWriteOffLimit extends DomainError {
  constructor(amountCents: number, limitCents: number, who: string) {
    super('above-write-off-limit', `${formatCents(amountCents)} is more than the ${formatCents(limitCents)} that ${who}. Nothing was adjusted.`, ['amountCents']);
  }

  /** Who tried what is part of the trail. */
  override get isOnRecord(): boolean {
    return true;
  }
}
