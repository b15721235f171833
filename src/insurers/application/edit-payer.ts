import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { VersionField } from '../../platform/form-fields.js';
import { Payers } from '../domain/payers.js';
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
    payer.edit(command);
    return { payerId: payer.id };
  }
}
