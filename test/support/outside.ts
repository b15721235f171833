import { AsyncLocalStorage } from 'node:async_hooks';

/** As it was while this was loaded: no command ran. */
const nobodyActs = AsyncLocalStorage.snapshot();

/** Leaves the command that is running here, as a request of somebody else does. */
export function outside<T>(work: () => Promise<T>): Promise<T> {
  return nobodyActs(work);
}
