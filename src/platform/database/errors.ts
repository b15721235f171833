/** What went wrong in the database, by number and state only: the driver's own text carries values. */
export interface DatabaseFault {
  errno: number | string;
  retry: boolean;
  /** The connection must not be used again. */
  broken: boolean;
}

const RETRY_ERRNO = new Set([1213, 1205, 1020, 1047, 1927]);
const BROKEN_ERRNO = new Set([1047, 1927, 1053, 1077, 2006, 2013]);
const LOST = new Set(['PROTOCOL_CONNECTION_LOST', 'ECONNRESET', 'EPIPE', 'ECONNREFUSED', 'ETIMEDOUT', 'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR']);

type DriverError = { errno?: number; code?: string; fatal?: boolean; message?: string; original?: DriverError; parent?: DriverError; name?: string };

/** The retryable failures of both engines, by error number; `undefined` when the error is not the database's. */
export function faultOf(error: unknown): DatabaseFault | undefined {
  if (!error || typeof error !== 'object') return undefined;
  const driver = unwrap(error as DriverError);
  if (driver.code?.startsWith('SQLITE_')) {
    return { errno: driver.code, retry: driver.code === 'SQLITE_BUSY' || driver.code === 'SQLITE_LOCKED', broken: false };
  }
  if (driver.code && LOST.has(driver.code)) return { errno: driver.code, retry: true, broken: true };
  if (driver.message?.startsWith("Can't add new command when connection is in closed state")) return { errno: 'closed', retry: true, broken: true };
  if (typeof driver.errno !== 'number' || driver.code === undefined) return undefined;
  const broken = BROKEN_ERRNO.has(driver.errno) || driver.fatal === true;
  return { errno: driver.errno, retry: RETRY_ERRNO.has(driver.errno) || broken, broken };
}

function unwrap(error: DriverError): DriverError {
  return error.original ?? error.parent ?? error;
}

const MYSQL_DUPLICATE = /for key '(?:[^'.]*\.)?([^'.]+)'/;
const SQLITE_DUPLICATE = /UNIQUE constraint failed: (.+)$/;

/**
 * The name of the violated unique constraint, `PRIMARY` for a primary key, `undefined` for other errors.
 * SQLite names columns, so `names` maps `table.a, table.b` to the constraint.
 */
export function violatedConstraint(error: unknown, names: ReadonlyMap<string, string>): string | undefined {
  if (!error || typeof error !== 'object') return undefined;
  const driver = unwrap(error as DriverError);
  if (driver.errno === 1062) return MYSQL_DUPLICATE.exec(driver.message ?? '')?.[1] ?? 'PRIMARY';
  const columns = SQLITE_DUPLICATE.exec(driver.message ?? '')?.[1];
  return columns === undefined ? undefined : (names.get(columns) ?? 'PRIMARY');
}
