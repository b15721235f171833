import type { Location } from './location.js';
import type { Organization } from './organization.js';

export abstract class Locations {
  abstract add(location: Location): void;
  abstract one(id: string): Promise<Location>;
  abstract expectVersion(location: Location, version: number): Promise<void>;
  /** Whether anything has ever been posted there. */
  abstract hasPosted(id: string): Promise<boolean>;
  /** What somebody still works on there, in words, for example `open invoices`. */
  abstract unsettled(id: string): Promise<string[]>;
  abstract activeOthers(id: string): Promise<number>;
  /** Whether another location numbered its invoices so before it took another prefix. */
  abstract othersUsedPrefix(id: string, prefix: string): Promise<boolean>;
  abstract importsUsePrefix(id: string, prefix: string): Promise<boolean>;
}

export abstract class Organizations {
  /** The organization whose books these are, if it has been set up. */
  abstract existing(): Promise<{ id: string; name: string; termsDays: number } | undefined>;
  abstract one(id: string): Promise<Organization>;
  abstract expectVersion(organization: Organization, version: number): Promise<void>;
  abstract add(organization: Organization): void;
}
