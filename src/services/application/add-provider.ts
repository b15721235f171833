import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { FlagField, TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Provider } from '../domain/provider.js';
import { Providers } from '../domain/providers.js';

@Act({ title: 'Add a provider', needs: 'settings.edit-organization' })
export class AddProvider {
  @TextField({ label: 'Name', most: 120 }) name!: string;
  @TextField({ label: 'NPI', most: 20, optional: true }) npi?: string;
  @TextField({ label: 'License number', most: 40, optional: true }) licenseNumber?: string;
  /** An inactive provider is not offered on new lines. */
  @FlagField() isInactive?: boolean;

  constructor(fields: Partial<AddProvider> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(AddProvider)
export class AddProviderHandler implements ICommandHandler<AddProvider> {
  constructor(private readonly providers: Providers) {}

  execute(command: AddProvider): Promise<{ providerId: string }> {
    const provider = Provider.add(newId(), command);
    this.providers.add(provider);
    return Promise.resolve({ providerId: provider.id });
  }
}
