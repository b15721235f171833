import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { VersionField } from '../../platform/form-fields.js';
import { Providers } from '../domain/providers.js';
import { AddProvider } from './add-provider.js';

@Act({ title: 'Edit a provider', needs: 'settings.edit-organization' })
export class EditProvider extends AddProvider {
  providerId!: string;
  /** As it was when the form was rendered. */
  @VersionField() version!: number;

  constructor(fields: Partial<EditProvider> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(EditProvider)
export class EditProviderHandler implements ICommandHandler<EditProvider> {
  constructor(private readonly providers: Providers) {}

  async execute(command: EditProvider): Promise<{ providerId: string }> {
    const provider = await this.providers.one(command.providerId);
    await this.providers.expectVersion(provider, command.version);
    provider.edit(command);
    return { providerId: provider.id };
  }
}
