import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { VersionField } from '../../platform/form-fields.js';
import { Payers } from '../domain/payers.js';

@Act({ title: 'Deactivate a payer', needs: 'payer.edit' })
export class DeactivatePayer {
  payerId!: string;
  /** As the payer was when the form was rendered. */
  @VersionField() version!: number;

  constructor(fields: Partial<DeactivatePayer> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(DeactivatePayer)
export class DeactivatePayerHandler implements ICommandHandler<DeactivatePayer> {
  constructor(private readonly payers: Payers) {}

  async execute(command: DeactivatePayer): Promise<{ payerId: string }> {
    const payer = await this.payers.one(command.payerId);
    await this.payers.expectVersion(payer, command.version);
    payer.deactivate();
    return { payerId: payer.id };
  }
}
