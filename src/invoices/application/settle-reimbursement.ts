import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { ChoiceField, DateField, IdField, MoneyField, TextField } from '../../platform/form-fields.js';
import { Days } from '../../calendar/index.js';
import { NotFound } from '../../shared/domain-error.js';
import { ReimbursementWithdrawn } from '../domain/reimbursement.js';
import { Reimbursements } from '../domain/reimbursements.js';

/** What the patient tells of their insurer; it posts nothing. */
@Act({ title: 'Note what became of a reimbursement', needs: 'patient.edit' })
export class SettleReimbursement {
  @IdField({ label: 'Location' }) locationId!: string;
  declare invoiceId: string;
  declare reimbursementId: string;
  /** expected: back to waiting. */
  @ChoiceField(['expected', 'received', 'declined'], { label: 'State' }) state!: 'expected' | 'received' | 'declined';
  /** Today when left empty. */
  @DateField({ label: 'On', optional: true }) settledOn?: string;
  /** What was expected when left empty. */
  @MoneyField({ label: 'Received by the patient', optional: true }) receivedCents?: number;
  @TextField({ label: 'Note', most: 300, optional: true }) note?: string;

  constructor(fields: Partial<SettleReimbursement> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SettleReimbursement)
export class SettleReimbursementHandler implements ICommandHandler<SettleReimbursement> {
  constructor(
    private readonly reimbursements: Reimbursements,
    private readonly days: Days,
  ) {}

  async execute({ locationId, invoiceId, reimbursementId, state, settledOn, receivedCents, note }: SettleReimbursement): Promise<{ invoiceId: string }> {
    const reimbursement = await this.reimbursements.one(reimbursementId);
    const { root } = reimbursement.state();
    if (root.locationId !== locationId || root.invoiceId !== invoiceId) throw new NotFound();
    if (await this.reimbursements.isVoided(invoiceId)) throw new ReimbursementWithdrawn();
    const today = await this.days.today(locationId);
    reimbursement.settle({ state, on: settledOn ?? today, today, receivedCents, note });
    return { invoiceId };
  }
}
