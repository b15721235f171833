import type { Choice } from './choice.js';
import type { ChoiceState } from './choice-state.js';

/** What clerks choose from, as the use cases need it. */
export abstract class Choices {
  /** In their order, the retired ones included. */
  abstract all(): Promise<ChoiceState[]>;
  /** The same without a statement, as long as nothing was changed since. @param revision the lists’ revision of this moment; null where nobody knows it */
  abstract at(revision: number | null): Promise<readonly ChoiceState[]>;
  abstract one(id: string): Promise<Choice>;
  abstract add(choice: Choice): void;
  /** Refuses when somebody changed it since the form was rendered. */
  abstract expectVersion(choice: Choice, version: number): Promise<void>;
}
