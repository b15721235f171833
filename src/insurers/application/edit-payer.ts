import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { VersionField } from '../../platform/form-fields.js';
import { paysAs } from '../domain/payer-state.js';
import { Payers } from '../domain/payers.js';
import { PayerKindChangesSides } from '../domain/refusals.js';
import { PayerFields } from './payer-fields.js';

@Act({ title: 'Edit a payer', needs: 'payer.edit' })
export class EditPayer extends PayerFields {
  payerId!: string;
  /** As it was when the form was rendered. */
  @VersionField() version!: number;

  constructor(fields: Partial<EditPayer> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(EditPayer)
export class EditPayerHandler implements ICommandHandler<EditPayer> {
  constructor(private readonly payers: Payers) {}

  async execute(command: EditPayer): Promise<{ payerId: string }> {
    const payer = await this.payers.one(command.payerId);
    await this.payers.expectVersion(payer, command.version);
    if (paysAs(command.kind) !== payer.paysAs && (await this.payers.isInUse(payer.id))) throw new PayerKindChangesSides();
    payer.edit(command);
    return { payerId: payer.id };
  }
}
