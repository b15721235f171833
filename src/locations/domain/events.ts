/** From now on days can be opened and invoices numbered there. */
export class LocationAdded {
  constructor(
    readonly locationId: string,
    readonly timeZone: string,
  ) {}
}
