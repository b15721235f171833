export abstract class Passwords {
  /** Slow on purpose. */
  abstract hash(password: string): Promise<string>;
  /** Takes the same time whether or not there is a hash to compare with. */
  abstract matches(password: string, hash: string | undefined): Promise<boolean>;
}
