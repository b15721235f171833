import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { ChoiceField, IdField, ListField, MoneyField, VersionField } from '../../platform/form-fields.js';
import type { SplitRules } from '../domain/invoice-draft.js';
import type { AppliedAmount } from '../domain/placing.js';
import type { Spread } from '../domain/split.js';
import { CoverageRules } from './coverage-rules.js';
import { EditDraft } from './edit-draft.js';

/** One payer's amount, for the whole draft or for one line. */
export class DraftAmount {
  /** Coverage id, or payer id for a payer without a coverage. */
  @IdField({ label: 'Payer', optional: true }) partyKey?: string;
  @IdField({ label: 'Line', optional: true }) lineId?: string;
  @MoneyField({ label: 'Amount', optional: true }) amountCents?: number;

  constructor(fields: Partial<DraftAmount> = {}) {
    Object.assign(this, fields);
  }
}

@Act({ title: 'Apply insurance to a draft', needs: 'invoice.draft' })
export class ApplyInsuranceToDraft {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;
  @VersionField() version?: number;
  /** `proposal`: back to the coverage's rule; otherwise how an amount for the draft is divided over its lines. */
  @ChoiceField(['line-order', 'pro-rata', 'proposal'], { label: 'Divided over the lines', optional: true }) spread?: Spread | 'proposal';
  @ListField(() => DraftAmount, { label: 'Payers', optional: true }) amounts?: DraftAmount[];

  constructor(fields: Partial<ApplyInsuranceToDraft> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ApplyInsuranceToDraft)
export class ApplyInsuranceToDraftHandler implements ICommandHandler<ApplyInsuranceToDraft> {
  constructor(
    private readonly editing: EditDraft,
    private readonly coverages: CoverageRules,
  ) {}

  async execute(command: ApplyInsuranceToDraft): Promise<{ draftId: string }> {
    const draft = await this.editing.open(command);
    const rules = await this.editing.rules(draft);
    if (command.spread === 'proposal') draft.applyProposal(rules);
    else draft.applyInsurance(await this.#amounts(command.amounts ?? [], rules), command.spread ?? 'line-order', rules);
    return { draftId: draft.id };
  }

  async #amounts(amounts: readonly DraftAmount[], rules: SplitRules): Promise<AppliedAmount[]> {
    const applied: AppliedAmount[] = [];
    for (const { partyKey, lineId, amountCents } of amounts) {
      if (!amountCents) continue;
      applied.push({ ...(await this.coverages.party(partyKey ?? '', rules.coverages)), lineId, amountCents });
    }
    return applied;
  }
}
