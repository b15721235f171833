import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { Leases } from '../../platform/leases.js';
import { CHECK_LEASE } from '../domain/check-state.js';
import { CheckRunsAlready } from '../domain/refusals.js';

/** Who asked stands in the trail; what is found stands outside of it, because the books cannot vouch for their own examination. */
@Act({ title: 'Run the ledger check', needs: 'audit.verify' })
export class RunLedgerCheck {}

@CommandHandler(RunLedgerCheck)
export class RunLedgerCheckHandler implements ICommandHandler<RunLedgerCheck> {
  constructor(private readonly leases: Leases) {}

  /** @returns the id of the run that the caller starts once this is committed */
  async execute(): Promise<{ runId: string }> {
    if (await this.leases.isHeld(CHECK_LEASE)) throw new CheckRunsAlready();
    return { runId: newId() };
  }
}
