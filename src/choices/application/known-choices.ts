import { Injectable } from '@nestjs/common';
import { Choices } from '../domain/choices.js';
import { Offered } from '../domain/offered.js';

/** The lists that clerks choose from, as the commands of other modules hold what they were given against them. */
@Injectable()
export class KnownChoices {
  constructor(private readonly choices: Choices) {}

  async now(): Promise<Offered> {
    return new Offered(await this.choices.all());
  }

  /** @param revision CHOICES_REVISION, where another read of the same command brought it along */
  async at(revision: number | null): Promise<Offered> {
    return new Offered(await this.choices.at(revision));
  }
}
