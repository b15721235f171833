/** A payment with money held for visits, by plain reads. */
export abstract class VisitHoldings {
  /** The payments of one guarantor at one location that hold money for one of these visits, the longest waiting first. */
  abstract heldFor(visits: readonly string[], guarantorId: string, locationId: string): Promise<string[]>;
  /** Those of the visits of which another invoice still waits for an insurer. */
  abstract waitingElsewhere(patientId: string, serviceDates: readonly string[], guarantorId: string, invoiceId: string): Promise<string[]>;
}
