import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { ChoiceField, TextField, VersionField, WholeField } from '../../platform/form-fields.js';
import { PAYER_KINDS } from '../domain/payer-state.js';
import { Payers } from '../domain/payers.js';

@Act({ title: 'Edit a payer', needs: 'payer.edit' })
export class EditPayer {
  payerId!: string;
  /** As it was when the form was rendered. */
  @VersionField() version!: number;
  @TextField({ label: 'Name', most: 120 }) name!: string;
  @ChoiceField(PAYER_KINDS, { label: 'Kind' }) kind!: string;
  @TextField({ label: 'Payer ID', most: 40, optional: true }) payerRef?: string;
  @TextField({ label: 'Address', most: 300, optional: true }) address?: string;
  @TextField({ label: 'Phone', most: 40, optional: true }) phone?: string;
  @WholeField({ label: 'Payment terms', most: 365, optional: true }) termsDays?: number | null;

  constructor(fields: Partial<EditPayer> = {}) {
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
