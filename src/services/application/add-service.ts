import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, MoneyField, PercentField, TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Service } from '../domain/service.js';
import { Services } from '../domain/services.js';

/** With a price at the given location; further locations get theirs by `SetPrice`. */
@Act({ title: 'Add a service', needs: 'service.edit' })
export class AddService {
  @IdField({ label: 'Location' }) locationId!: string;
  @TextField({ label: 'Code', most: 30 }) code!: string;
  @TextField({ label: 'Description', most: 160 }) description!: string;
  @PercentField({ label: 'Tax rate', optional: true }) taxBasisPoints?: number;
  @MoneyField({ label: 'Price' }) priceCents!: number;

  constructor(fields: Partial<AddService> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AddService)
export class AddServiceHandler implements ICommandHandler<AddService> {
  constructor(private readonly services: Services) {}

  async execute(command: AddService): Promise<{ serviceId: string }> {
    const service = Service.add(newId(), command);
    service.setPrice(command.locationId, command.priceCents, newId);
    this.services.add(service);
    return { serviceId: service.id };
  }
}
