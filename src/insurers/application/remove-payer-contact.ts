import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { VersionField } from '../../platform/form-fields.js';
import { Payers } from '../domain/payers.js';

@Act({ title: 'Remove a contact of a payer', needs: 'payer.edit' })
export class RemovePayerContact {
  payerId!: string;
  contactId!: string;
  /** As the payer was when the form was rendered. */
  @VersionField() version!: number;

  constructor(fields: Partial<RemovePayerContact> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(RemovePayerContact)
export class RemovePayerContactHandler implements ICommandHandler<RemovePayerContact> {
  constructor(private readonly payers: Payers) {}

  async execute(command: RemovePayerContact): Promise<{ payerId: string }> {
    const payer = await this.payers.one(command.payerId);
    await this.payers.expectVersion(payer, command.version);
    payer.removeContact(command.contactId);
    return { payerId: payer.id };
  }
}
