import type { Service } from './service.js';

/** The organization's services, as the use cases need them. */
export abstract class Services {
  abstract one(id: string): Promise<Service>;
  abstract all(ids: readonly string[]): Promise<Service[]>;
  abstract add(service: Service): void;
  /** Refuses when somebody changed the record since the form was rendered. */
  abstract expectVersion(service: Service, version: number): Promise<void>;
}
