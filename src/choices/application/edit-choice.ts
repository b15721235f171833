import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { mustHoldForOrganization } from '../../locations/index.js';
import { Act } from '../../platform/act.js';
import { FlagField, VersionField } from '../../platform/form-fields.js';
import { Choices } from '../domain/choices.js';
import { ChoiceFields } from './choice-fields.js';

const RIGHT = 'settings.edit-organization';

/** Renames, reorders, retires or takes up again; what has named it stays as it was recorded. */
@Act({ title: 'Change a payment method or a reason', needs: RIGHT })
export class EditChoice extends ChoiceFields {
  declare choiceId: string;
  @VersionField() version!: number;
  @FlagField() isRetired?: boolean;

  constructor(fields: Partial<EditChoice> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(EditChoice)
export class EditChoiceHandler implements ICommandHandler<EditChoice> {
  constructor(private readonly choices: Choices) {}

  async execute({ choiceId, version, ...details }: EditChoice): Promise<{ choiceId: string }> {
    mustHoldForOrganization(RIGHT);
    const choice = await this.choices.one(choiceId);
    await this.choices.expectVersion(choice, version);
    choice.edit(details);
    return { choiceId };
  }
}
