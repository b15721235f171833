/** Typed in a way nobody can follow: exit code 2 and how to write it. */
export class UsageError extends Error {}

/** Nothing was wrong with the wish, but it cannot be carried out here and now: exit code 2 and one sentence. */
export class CannotRun extends Error {}

/** The product said no: exit code 1 and its sentence. */
export class Refused extends Error {}
