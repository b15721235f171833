import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField } from '../../platform/form-fields.js';
import { DraftDesk, POST } from './draft-desk.js';

@Act({ title: 'Discard a draft of a remittance', needs: POST })
export class DiscardRemittance {
  @IdField({ label: 'Location' }) locationId!: string;
  declare draftId: string;

  constructor(fields: Partial<DiscardRemittance> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(DiscardRemittance)
export class DiscardRemittanceHandler implements ICommandHandler<DiscardRemittance> {
  constructor(private readonly desk: DraftDesk) {}

  async execute(command: DiscardRemittance): Promise<{ draftId: string }> {
    (await this.desk.open(command)).discard(this.desk.hand);
    return { draftId: command.draftId };
  }
}
