/** Whether this database already belongs to somebody. */
export abstract class KnownOrganization {
  abstract name(): Promise<string | undefined>;
}
