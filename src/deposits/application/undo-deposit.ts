import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Days } from '../../calendar/index.js';
import { UndepositPayments } from '../../payments/index.js';
import { Act } from '../../platform/act.js';
import { Commands } from '../../platform/commands.js';
import { IdField, TextField, VersionField } from '../../platform/form-fields.js';
import { NotFound } from '../../shared/domain-error.js';
import { Deposits } from '../domain/deposits.js';

@Act({ title: 'Undo a deposit', needs: 'payment.reverse-any' })
export class UndoDeposit {
  @IdField({ label: 'Location' }) locationId!: string;
  declare depositId: string;
  @VersionField() version?: number;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;

  constructor(fields: Partial<UndoDeposit> = {}) {
    Object.assign(this, fields);
  }
}

/** Dated on the accounting day, whatever the deposit's own, and not before its last entry. Locks in order: day, payments, deposit. */
@CommandHandler(UndoDeposit)
export class UndoDepositHandler implements ICommandHandler<UndoDeposit> {
  constructor(
    private readonly days: Days,
    private readonly deposits: Deposits,
    private readonly commands: Commands,
  ) {}

  async execute({ locationId, depositId, version, reason = '' }: UndoDeposit): Promise<{ depositId: string }> {
    const seen = await this.deposits.look(depositId);
    if (seen.locationId !== locationId) throw new NotFound();
    seen.refuseUndoing(reason);
    const date = await this.days.postingDate(locationId, undefined, [seen.lastPostedOn]);
    if (seen.heldPaymentIds.length > 0) {
      await this.commands.within(new UndepositPayments({ depositId, postingDate: date, paymentIds: seen.heldPaymentIds }));
    }
    const deposit = await this.deposits.one(depositId);
    await this.deposits.expectVersion(deposit, version);
    deposit.undo(reason, date);
    return { depositId };
  }
}
