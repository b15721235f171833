import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { VersionField } from '../../platform/form-fields.js';
import { Payers } from '../domain/payers.js';

@Act({ title: 'Reactivate a payer', needs: 'payer.edit' })
export class ReactivatePayer {
  payerId!: string;
  /** As the payer was when the form was rendered. */
  @VersionField() version!: number;

  constructor(fields: Partial<ReactivatePayer> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(ReactivatePayer)
export class ReactivatePayerHandler implements ICommandHandler<ReactivatePayer> {
  constructor(private readonly payers: Payers) {}

  async execute(command: ReactivatePayer): Promise<{ payerId: string }> {
    const payer = await this.payers.one(command.payerId);
    await this.payers.expectVersion(payer, command.version);
    payer.reactivate();
    return { payerId: payer.id };
  }
}
