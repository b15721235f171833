import { runCheck } from '../ledger/index.js';
import type { CliCommand } from './cli-command.js';
import { onSnapshot } from './read-snapshot.js';

export const check: CliCommand = {
  name: 'check',
  usage: '',
  summary: 'recomputes every invariant of the books and lists each violation with its record (0 all hold, 1 some do not)',
  positionals: 0,
  options: {},
  async run({ config, out }) {
    const result = await onSnapshot(config, (snapshot) => runCheck(snapshot));
    for (const { invariant, record, expected, actual } of result.violations) {
      out.line(`${invariant}: ${record}: expected ${expected}, found ${actual}`);
    }
    out.line(result.holds ? `Everything holds: ${result.checked} invariants recomputed.` : `${result.violations.length} violations listed; ${result.checked} invariants were recomputed.`);
    return { isFine: result.holds, document: result };
  },
};
