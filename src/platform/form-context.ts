import { AsyncLocalStorage } from 'node:async_hooks';

/** What reading a form depends on besides the form: decimals of the organization's currency. */
export interface FormContext {
  exponent: number;
}

const ambient = new AsyncLocalStorage<FormContext>();

export function withFormContext<T>(context: FormContext, work: () => T): T {
  return ambient.run(context, work);
}

export function currentExponent(): number {
  return ambient.getStore()?.exponent ?? 2;
}
