import type { Provider } from './provider.js';

/** The organization's providers, as the use cases need them. */
export abstract class Providers {
  abstract one(id: string): Promise<Provider>;
  abstract add(provider: Provider): void;
  /** Refuses when somebody changed the record since the form was rendered. */
  abstract expectVersion(provider: Provider, version: number): Promise<void>;
}
