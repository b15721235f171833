import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Act } from '../../platform/act.js';
import { OpenSpan } from './open-span.js';

/** Days are in the books before anybody posts on them; days that are there already stay as they are. */
@Act({ title: 'Open days', needs: 'system' })
export class OpenDays {
  locationId!: string;
  /** Both ends are included. */
  from!: string;
  through!: string;

  constructor(fields: Partial<OpenDays> = {}) {
    Object.assign(this, fields);
  }
}

@CommandHandler(OpenDays)
export class OpenDaysHandler implements ICommandHandler<OpenDays> {
  constructor(private readonly span: OpenSpan) {}

  async execute({ locationId, from, through }: OpenDays): Promise<{ opened: number }> {
    return { opened: await this.span.open(locationId, from, through) };
  }
}
