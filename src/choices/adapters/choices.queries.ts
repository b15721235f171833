import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { sql, type Sql } from '../../platform/database/sql.js';
import type { ChoiceState, ReasonedAct } from '../domain/choice-state.js';
import { serves } from '../domain/offered.js';

export interface Option {
  value: string;
  label: string;
}

/** Over a statement that names a payment `p`: what its method is called today; the code where nobody knows it. */
export const METHOD_NAME: Sql = sql`COALESCE((SELECT c.name FROM choices c WHERE c.list = 'payment-method' AND c.code = p.method), p.method)`;
/** The part of a bank's slip that its method stands in. */
export const METHOD_SLIP: Sql = sql`(SELECT c.slip FROM choices c WHERE c.list = 'payment-method' AND c.code = p.method)`;
/** Rises with every change of a list: a page that reads it along knows whether it has the lists as they are. */
export const CHOICES_REVISION: Sql = sql`(SELECT SUM(c.version) FROM choices c)`;

/** The lists that clerks choose from. */
@Injectable()
export class ChoicesQueries {
  #known: { revision: number; choices: ChoiceState[] } | undefined;

  constructor(private readonly reader: Reader) {}

  /** In their order, the retired ones included. */
  all(): Promise<ChoiceState[]> {
    return this.reader.all<ChoiceState>(sql`
      SELECT c.id AS id, c.version AS version, c.list AS list, c.code AS code, c.name AS name, c.position AS position, c.serves AS serves,
             c.needs_number AS needsNumber, c.slip AS slip, c.on_slip AS onSlip, c.state AS state
      FROM choices c ORDER BY c.list, c.position, c.name, c.id`);
  }

  /** Every method, also those retired: for a list of what was recorded. */
  async methods(): Promise<Option[]> {
    return (await this.all()).filter(({ list }) => list === 'payment-method').map(({ code, name }) => ({ value: code, label: name }));
  }

  /** All of them without a statement, as long as nothing was changed since. @param revision CHOICES_REVISION of this moment */
  async at(revision: number | null): Promise<readonly ChoiceState[]> {
    if (this.#known?.revision !== Number(revision)) {
      const choices = await this.all();
      this.#known = { revision: choices.reduce((sum, { version }) => sum + version, 0), choices };
    }
    return this.#known.choices;
  }

  /** As it was called when this process last looked; one that is not known yet is looked up. */
  async methodName(code: string): Promise<string> {
    const isMethod = (choice: ChoiceState): boolean => choice.list === 'payment-method' && choice.code === code;
    return (this.#known?.choices.find(isMethod) ?? (await this.all()).find(isMethod))?.name ?? code;
  }
}

/** Methods for whoever pays. @param current is offered though it is retired */
export function methodOptions(choices: readonly ChoiceState[], kind: string, current = ''): Option[] {
  const offered = choices.filter((choice) => choice.list === 'payment-method' && serves(choice, kind) && isOffered(choice, current));
  const ordered = kind === 'other' ? [...offered].sort((a, b) => rank(a) - rank(b)) : offered;
  return ordered.map(({ code, name }) => ({ value: code, label: name }));
}

export function reasonOptions(choices: readonly ChoiceState[], act: ReasonedAct, current = ''): Option[] {
  return choices
    .filter((choice) => choice.list === 'reason' && serves(choice, act) && isOffered(choice, current))
    .map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
}

/** What the reasons of an act say, for a field that takes any words. */
export function reasonWords(choices: readonly ChoiceState[], act: ReasonedAct): string[] {
  return choices.filter((choice) => choice.list === 'reason' && choice.state === 'active' && serves(choice, act)).map(({ name }) => name);
}

function isOffered({ state, code }: ChoiceState, current: string): boolean {
  return state === 'active' || code === current;
}

/** How employers and others pay, the commonest first. */
const OTHERS_FIRST: readonly string[] = ['checks', 'transfers', 'cards', 'cash'];

function rank({ slip }: ChoiceState): number {
  return OTHERS_FIRST.indexOf(slip);
}
