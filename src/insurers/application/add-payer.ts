import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { Payer } from '../domain/payer.js';
import { Payers } from '../domain/payers.js';
import { PayerFields } from './payer-fields.js';

@Act({ title: 'Add a payer', needs: 'payer.edit' })
export class AddPayer extends PayerFields {

  constructor(fields: Partial<AddPayer> = {}) {
    super();
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
