import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { FlagField, PercentField, TextField, VersionField } from '../../platform/form-fields.js';
import { Services } from '../domain/services.js';

@Act({ title: 'Edit a service', needs: 'service.edit' })
export class EditService {
  serviceId!: string;
  /** As it was when the form was rendered. */
  @VersionField() version!: number;
  @TextField({ label: 'Code', most: 30 }) code!: string;
  @TextField({ label: 'Description', most: 160 }) description!: string;
  @PercentField({ label: 'Tax rate', optional: true }) taxBasisPoints?: number;
  /** A retired service is not offered on new invoices. */
  @FlagField() isRetired?: boolean;

  constructor(fields: Partial<EditService> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(EditService)
export class EditServiceHandler implements ICommandHandler<EditService> {
  constructor(private readonly services: Services) {}

  async execute(command: EditService): Promise<{ serviceId: string }> {
    const service = await this.services.one(command.serviceId);
    await this.services.expectVersion(service, command.version);
    service.edit(command);
    return { serviceId: service.id };
  }
}
