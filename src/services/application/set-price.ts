import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { IdField, MoneyField, VersionField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Services } from '../domain/services.js';

@Act({ title: 'Set the price of a service', needs: 'service.edit' })
export class SetPrice {
  serviceId!: string;
  @IdField({ label: 'Location' }) locationId!: string;
  @MoneyField({ label: 'Price' }) priceCents!: number;
  /** As it was when the form was rendered; imports set a price whatever it was. */
  @VersionField() version?: number;

  constructor(fields: Partial<SetPrice> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SetPrice)
export class SetPriceHandler implements ICommandHandler<SetPrice> {
  constructor(private readonly services: Services) {}

  async execute(command: SetPrice): Promise<{ serviceId: string }> {
    const service = await this.services.one(command.serviceId);
    if (command.version !== undefined) await this.services.expectVersion(service, command.version);
    service.setPrice(command.locationId, command.priceCents, newId);
    return { serviceId: service.id };
  }
}
