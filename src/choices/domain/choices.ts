import type { Choice } from './choice.js';
import type { ChoiceState } from './choice-state.js';

/** What clerks choose from, as the use cases need it. */
export abstract class Choices {
  /** In their order, the retired ones included. */
  abstract all(): Promise<ChoiceState[]>;
  abstract one(id: string): Promise<Choice>;
  abstract add(choice: Choice): void;
  /** Refuses when somebody changed it since the form was rendered. */
  abstract expectVersion(choice: Choice, version: number): Promise<void>;
}
