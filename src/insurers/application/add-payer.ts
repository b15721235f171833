import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { ChoiceField, TextField, WholeField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Payer } from '../domain/payer.js';
import { PAYER_KINDS } from '../domain/payer-state.js';
import { Payers } from '../domain/payers.js';

@Act({ title: 'Add a payer', needs: 'payer.edit' })
export class AddPayer {
  @TextField({ label: 'Name', most: 120 }) name!: string;
  @ChoiceField(PAYER_KINDS, { label: 'Kind' }) kind!: string;
  @TextField({ label: 'Payer ID', most: 40, optional: true }) payerRef?: string;
  @TextField({ label: 'Address', most: 300, optional: true }) address?: string;
  @TextField({ label: 'Phone', most: 40, optional: true }) phone?: string;
  @WholeField({ label: 'Payment terms', most: 365, optional: true }) termsDays?: number | null;

  constructor(fields: Partial<AddPayer> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AddPayer)
export class AddPayerHandler implements ICommandHandler<AddPayer> {
  constructor(private readonly payers: Payers) {}

  async execute(command: AddPayer): Promise<{ payerId: string }> {
    const payer = Payer.add(newId(), command);
    this.payers.add(payer);
    return { payerId: payer.id };
  }
}
