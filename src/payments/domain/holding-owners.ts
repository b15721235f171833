/** Whoever may follow up money that is held: the active people who take payments there. */
export abstract class HoldingOwners {
  abstract at(locationId: string): Promise<{ staffId: string; name: string }[]>;
}
