/** Whoever owes patients' parts: a patient themself, a parent, a partner. By plain reads. */
export abstract class Guarantors {
  /** Whether this person owes for a patient, or on an invoice, that the one who acts may see. */
  abstract isKnown(guarantorId: string): Promise<boolean>;
}
