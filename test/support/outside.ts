/** Leaves the command that is running here, as a request of somebody else does. */
export function outside<T>(work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => pending.push(() => void work().then(resolve, reject)));
}

const pending: (() => void)[] = [];
const pump = setInterval(() => pending.splice(0).forEach((start) => start()), 5);
afterAll(() => clearInterval(pump));
