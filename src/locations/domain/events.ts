/** There are books to keep: what belongs to the whole organization may begin. */
export class OrganizationSetUp {
  constructor(readonly organizationId: string) {}
}

/** From now on days can be opened and invoices numbered there. */
export class LocationAdded {
  constructor(
    readonly locationId: string,
    readonly timeZone: string,
  ) {}
}

/** Nothing has been posted there yet; its days are those of the new zone. */
export class LocationZoneChanged {
  constructor(
    readonly locationId: string,
    readonly timeZone: string,
  ) {}
}
