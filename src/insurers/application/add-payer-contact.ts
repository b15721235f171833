import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { Payers } from '../domain/payers.js';
import { ContactFields } from './contact-fields.js';

@Act({ title: 'Add a contact of a payer', needs: 'payer.edit' })
export class AddPayerContact extends ContactFields {
  constructor(fields: Partial<AddPayerContact> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(AddPayerContact)
export class AddPayerContactHandler implements ICommandHandler<AddPayerContact> {
  constructor(private readonly payers: Payers) {}

  async execute(command: AddPayerContact): Promise<{ payerId: string; contactId: string }> {
    const payer = await this.payers.one(command.payerId);
    await this.payers.expectVersion(payer, command.version);
    const contactId = newId();
    payer.addContact(contactId, command);
    return { payerId: payer.id, contactId };
  }
}
