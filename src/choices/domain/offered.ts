import { plainKey } from '../../shared/plain-text.js';
import type { ChoiceState, ListName, ReasonedAct } from './choice-state.js';
import { MethodNeedsNumber, MethodRetired, MethodUnknown, ReasonRetired, ReasonUnknown } from './refusals.js';

export interface ChosenMethod {
  method: string;
  reference: string;
}

export function serves(choice: ChoiceState, what: string): boolean {
  return choice.serves.split(',').includes(what);
}

/** The lists as they stand, for what a command was given of them. */
export class Offered {
  constructor(private readonly choices: readonly ChoiceState[]) {}

  /** @param isCorrection of a payment that was recorded while the method was in use: a retired one will do */
  mustBeMethods(kind: string, chosen: readonly ChosenMethod[], isCorrection: boolean): void {
    for (const { method, reference } of chosen) {
      const found = this.#find('payment-method', method);
      if (!found || !serves(found, kind)) throw new MethodUnknown(found?.name ?? method);
      if (found.state === 'retired' && !isCorrection) throw new MethodRetired(found.name);
      if (found.needsNumber === 1 && plainKey(reference) === '') throw new MethodNeedsNumber(found.name);
    }
  }

  /** Where the money of a payment by this method lies until it is deposited. */
  placeOf(method: string): 'till' | 'funds' {
    return this.#find('payment-method', method)?.slip === 'cash' ? 'till' : 'funds';
  }

  /** @param code nothing typed is none */
  mustBeReason(act: ReasonedAct, code: string, field: string): void {
    if (code === '') return;
    const found = this.#find('reason', code);
    if (!found || !serves(found, act)) throw new ReasonUnknown(code, field);
    if (found.state === 'retired') throw new ReasonRetired(code, field);
  }

  #find(list: ListName, code: string): ChoiceState | undefined {
    return this.choices.find((choice) => choice.list === list && choice.code === code);
  }
}
