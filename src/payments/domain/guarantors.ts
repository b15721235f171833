/** Whoever owes patients' parts: a patient themself, a parent, a partner. By plain reads. */
export abstract class Guarantors {
  /** Ids of all records that are this person, the one that stands for them first; none unless they owe for a patient, or on an invoice, that the one who acts may see. */
  abstract group(guarantorId: string): Promise<string[]>;
}
