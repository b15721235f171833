import { AsyncLocalStorage } from 'node:async_hooks';
import { decimalsFrom } from '../shared/money.js';

/** What reading a form and answering it depends on besides the form: decimals of the organization's currency, the clinic's clock. */
export interface FormContext {
  exponent: number;
  timeZone?: string;
}

const ambient = new AsyncLocalStorage<FormContext>();

export function withFormContext<T>(context: FormContext, work: () => T): T {
  return ambient.run(context, work);
}

export function currentExponent(): number {
  return ambient.getStore()?.exponent ?? 2;
}

decimalsFrom(currentExponent);

/** The zone of the location somebody stands at; UTC where nobody does. */
export function currentTimeZone(): string {
  return ambient.getStore()?.timeZone ?? 'UTC';
}
