import type { Location } from './location.js';
import type { Organization } from './organization.js';

export abstract class Locations {
  abstract add(location: Location): void;
}

export abstract class Organizations {
  /** The organization whose books these are, if it has been set up. */
  abstract existing(): Promise<{ id: string; name: string; termsDays: number } | undefined>;
  abstract one(id: string): Promise<Organization>;
  abstract expectVersion(organization: Organization, version: number): Promise<void>;
  abstract add(organization: Organization): void;
}
