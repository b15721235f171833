import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { TextField, VersionField } from '../../platform/form-fields.js';
import { requiredText } from '../../shared/plain-text.js';
import { undoMerge } from '../domain/payer-group.js';
import { Payers } from '../domain/payers.js';

/** They were two payers after all. What was paid meanwhile stays as it was posted: each share and payment names the record it was booked on. */
@Act({ title: 'Undo a merge of payers', needs: 'payer.merge' })
export class UndoPayerMerge {
  payerId!: string;
  @VersionField() version!: number;
  @TextField({ label: 'Reason', most: 500 }) reason!: string;

  constructor(fields: Partial<UndoPayerMerge> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(UndoPayerMerge)
export class UndoPayerMergeHandler implements ICommandHandler<UndoPayerMerge> {
  constructor(private readonly payers: Payers) {}

  async execute(command: UndoPayerMerge): Promise<{ payerId: string }> {
    requiredText(command.reason, { label: 'Reason', field: 'reason', most: 500 });
    const [duplicate, ...others] = await this.payers.groupOf(command.payerId);
    await this.payers.expectVersion(duplicate!, command.version);
    undoMerge(duplicate!, others);
    return { payerId: duplicate!.id };
  }
}
