import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { Locations } from '../domain/locations.js';
import { InvoicePrefixOfImports, InvoicePrefixTaken } from '../domain/refusals.js';

/** Part of changing a location's numbers: the calendar, which hands the numbers out, sends it. */
@Act({ title: 'Set the prefix of invoice numbers', needs: 'settings.edit' })
export class SetInvoicePrefix {
  locationId!: string;
  version!: number;
  invoicePrefix!: string;

  constructor(fields: Partial<SetInvoicePrefix> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(SetInvoicePrefix)
export class SetInvoicePrefixHandler implements ICommandHandler<SetInvoicePrefix> {
  constructor(private readonly locations: Locations) {}

  /** @returns the prefix that the numbers before bear, and the one from now on */
  async execute({ locationId, version, invoicePrefix }: SetInvoicePrefix): Promise<{ before: string; after: string }> {
    const location = await this.locations.one(locationId);
    await this.locations.expectVersion(location, version);
    const before = location.invoicePrefix;
    location.renumber(invoicePrefix);
    const after = location.invoicePrefix;
    if (after !== before && (await this.locations.othersUsedPrefix(locationId, after))) throw new InvoicePrefixTaken(after);
    if (after !== before && (await this.locations.importsUsePrefix(locationId, after))) throw new InvoicePrefixOfImports(after);
    return { before, after };
  }
}
