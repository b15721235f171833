import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type PaymentAnswer, RecordRemittance } from '../../payments/index.js';
import { Act } from '../../platform/act.js';
import { Commands } from '../../platform/commands.js';
import { DateField, IdField, TextField } from '../../platform/form-fields.js';
import { currentExponent } from '../../platform/form-context.js';
import { RemittanceDrafts } from '../domain/remittance-drafts.js';
import { WholeRemittance } from '../domain/whole-remittance.js';
import { DraftDesk, POST } from './draft-desk.js';

/** Posts what the draft says and closes it, as one act. */
@Act({ title: 'Post a remittance from its grid', needs: POST })
export class PostRemittance {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  @DateField({ label: 'Posting date', optional: true }) postingDate?: string;
  @TextField({ label: 'Reason', most: 500, optional: true }) reason?: string;

  constructor(fields: Partial<PostRemittance> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(PostRemittance)
export class PostRemittanceHandler implements ICommandHandler<PostRemittance> {
  constructor(
    private readonly desk: DraftDesk,
    private readonly drafts: RemittanceDrafts,
    private readonly commands: Commands,
  ) {}

  async execute(command: PostRemittance): Promise<PaymentAnswer> {
    const draft = await this.desk.open(command);
    const whole = new WholeRemittance(draft.state().root, await this.drafts.linesOf(draft.id), await this.drafts.providerLinesOf(draft.id), currentExponent());
    whole.mustBeWhole();
    const answer = await this.commands.within<PaymentAnswer>(new RecordRemittance({ ...receiptOf(whole), ...dated(command), refuseAlike: true }));
    draft.postedAs(answer.paymentId, this.desk.hand);
    return answer;
  }
}

function receiptOf({ said, draft }: WholeRemittance): Partial<RecordRemittance> {
  const { method, reference, paymentDate, depositDate, claimNumber, notes, remainderKind, owedReference, duplicateReason, againOf } = draft;
  return {
    ...said, method, reference, claimNumber, notes,
    ...(paymentDate ? { paymentDate } : {}), ...(depositDate ? { depositDate } : {}), ...(remainderKind ? { remainderKind } : {}),
    ...(owedReference ? { owedReference } : {}), ...(duplicateReason ? { duplicateReason } : {}), ...(againOf === null ? {} : { replacesId: againOf }),
  };
}

function dated({ postingDate, reason }: PostRemittance): Pick<Partial<RecordRemittance>, 'postingDate' | 'reason'> {
  return { ...(postingDate ? { postingDate } : {}), ...(reason ? { reason } : {}) };
}
