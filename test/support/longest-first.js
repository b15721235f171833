import { BaseSequencer } from 'vitest/node';

/** Longest first, so that no worker is left with one of them when the other has nothing more to do. */
const LONG = ['random-histories', 'stopped-clinic', 'crash-app', 'screens', 'contention', 'several-parties', 'running-product', 'reads-at-size', 'by-keyboard', 'every-route', 'crash-database'];

export class LongestFirst extends BaseSequencer {
  async sort(files) {
    const rank = ({ moduleId }) => (LONG.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`)) + LONG.length + 1) % (LONG.length + 1);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
