import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { Payers } from '../domain/payers.js';
import { ContactFields } from './contact-fields.js';

@Act({ title: 'Edit a contact of a payer', needs: 'payer.edit' })
export class EditPayerContact extends ContactFields {
  contactId!: string;

  constructor(fields: Partial<EditPayerContact> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(EditPayerContact)
export class EditPayerContactHandler implements ICommandHandler<EditPayerContact> {
  constructor(private readonly payers: Payers) {}

  async execute(command: EditPayerContact): Promise<{ payerId: string }> {
    const payer = await this.payers.one(command.payerId);
    await this.payers.expectVersion(payer, command.version);
    payer.editContact(command.contactId, command);
    return { payerId: payer.id };
  }
}
