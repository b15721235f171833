import type { Location } from './location.js';
import type { Organization } from './organization.js';

export abstract class Locations {
  abstract add(location: Location): void;
}

export abstract class Organizations {
  /** The name of the organization whose books these are, if it has been set up. */
  abstract existing(): Promise<{ name: string } | undefined>;
  abstract add(organization: Organization): void;
}
