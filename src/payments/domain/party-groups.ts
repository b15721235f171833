/** Who is whom by now: records merged into one another are one payer, or one person. By plain reads. */
export abstract class PartyGroups {
  /** Of each party a payment was recorded for, every record that is the same party by now. */
  abstract of(partyRoots: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}
