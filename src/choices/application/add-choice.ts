import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { mustHoldForOrganization } from '../../locations/index.js';
import { Act } from '../../platform/act.js';
import { ChoiceField, TextField } from '../../platform/form-fields.js';
import { newId } from '../../platform/ids.js';
import { Choice } from '../domain/choice.js';
import { type ListName, LISTS } from '../domain/choice-state.js';
import { Choices } from '../domain/choices.js';
import { CodeTaken } from '../domain/refusals.js';
import { ChoiceFields } from './choice-fields.js';

const RIGHT = 'settings.edit-organization';

@Act({ title: 'Add a payment method or a reason', needs: RIGHT })
export class AddChoice extends ChoiceFields {
  @ChoiceField(Object.keys(LISTS), { label: 'List' }) list!: ListName;
  /** Of a reason; a method's is made of its name. */
  @TextField({ label: 'Code', most: 10, optional: true }) code?: string;

  constructor(fields: Partial<AddChoice> = {}) {
    super();
    Object.assign(this, fields);
  }
}

@CommandHandler(AddChoice)
export class AddChoiceHandler implements ICommandHandler<AddChoice> {
  constructor(private readonly choices: Choices) {}

  async execute({ list, code = '', ...details }: AddChoice): Promise<{ choiceId: string }> {
    mustHoldForOrganization(RIGHT);
    const choice = Choice.add(newId(), list, code, details);
    const { root } = choice.state();
    if ((await this.choices.all()).some((other) => other.list === list && other.code === root.code)) throw new CodeTaken(list, root.code);
    this.choices.add(choice);
    return { choiceId: choice.id };
  }
}
