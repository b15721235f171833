import { Injectable } from '@nestjs/common';
import { aggregateMap, type AggregateMap } from '../../platform/aggregate-map.js';
import { UnitOfWork } from '../../platform/unit-of-work.js';
import { Choice } from '../domain/choice.js';
import type { ChoiceState } from '../domain/choice-state.js';
import { Choices } from '../domain/choices.js';
import { CodeTaken } from '../domain/refusals.js';
import { ChoiceRow } from './choice.rows.js';
import { ChoicesQueries } from './choices.queries.js';

const choiceMap = aggregateMap<Choice>({
  type: 'choice',
  root: ChoiceRow,
  from: Choice.from,
  locations: () => [],
  constraints: { uq_choices_code: (state) => new CodeTaken(state.root.list, state.root.code) },
});

@Injectable()
export class SequelizeChoices extends Choices {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly queries: ChoicesQueries,
  ) {
    super();
  }

  override all(): Promise<ChoiceState[]> {
    return this.queries.all();
  }

  override at(revision: number | null): Promise<readonly ChoiceState[]> {
    return this.queries.at(revision);
  }

  override one(id: string): Promise<Choice> {
    return this.unit.one(choiceMap, id);
  }

  override add(choice: Choice): void {
    this.unit.add(choiceMap, choice);
  }

  override expectVersion(choice: Choice, version: number): Promise<void> {
    return this.unit.expectVersion(choiceMap as unknown as AggregateMap, choice, version);
  }
}
