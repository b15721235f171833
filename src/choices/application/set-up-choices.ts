import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { newId } from '../../platform/ids.js';
import { Choice } from '../domain/choice.js';
import { Choices } from '../domain/choices.js';
import { USUAL } from '../domain/usual.js';

/** The usual methods and reasons, for a clinic that has none yet; done again it changes nothing. */
@Act({ title: 'Set up payment methods and reasons', needs: 'system' })
export class SetUpChoices {}

@CommandHandler(SetUpChoices)
export class SetUpChoicesHandler implements ICommandHandler<SetUpChoices> {
  constructor(private readonly choices: Choices) {}

  async execute(): Promise<{ added: number }> {
    if ((await this.choices.all()).length > 0) return { added: 0 };
    for (const facts of USUAL) this.choices.add(Choice.usual(newId(), facts));
    return { added: USUAL.length };
  }
}
