import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, TextField, VersionField } from '../../platform/form-fields.js';
import { requiredText } from '../../shared/plain-text.js';
import { merge } from '../domain/payer-group.js';
import { Payers } from '../domain/payers.js';

/** Two records turn out to be one payer. Nothing is rewritten: shares, payments and coverages of the duplicate are the root's from now on. */
@Act({ title: 'Merge payers', needs: 'payer.merge' })
export class MergePayers {
  /** The duplicate. */
  payerId!: string;
  @VersionField() version!: number;
  /** The record that stays. */
  @IdField({ label: 'The payer that stays' }) intoId!: string;
  @TextField({ label: 'Reason', most: 500 }) reason!: string;

  constructor(fields: Partial<MergePayers> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(MergePayers)
export class MergePayersHandler implements ICommandHandler<MergePayers> {
  constructor(private readonly payers: Payers) {}

  async execute(command: MergePayers): Promise<{ payerId: string }> {
    requiredText(command.reason, { label: 'Reason', field: 'reason', most: 500 });
    const [duplicate, ...followers] = await this.payers.groupOf(command.payerId);
    await this.payers.expectVersion(duplicate!, command.version);
    const root = await this.payers.one(command.intoId);
    merge(duplicate!, root, followers);
    return { payerId: root.id };
  }
}
