// `npm test`: everything that can run here, and a plain word about what cannot. `--ci` (or CI=true): anything skipped is a failure.
// Other arguments go to Vitest, for example `npm test -- test/domain`.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, CannotPrepare, checkNode, install, passSignalsOn, ROOT, run, say } from './prepare.mjs';

passSignalsOn();
const args = process.argv.slice(2);
const isCi = args.includes('--ci') || process.env.CI === 'true';
const testArgs = args.filter((arg) => arg !== '--ci');
const tally = { passed: 0, failed: 0, skipped: 0 };
const reasons = [];

try {
  checkNode();
  await install();
  // Some tests start the product itself.
  await build();
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error;
  say(error.message);
  tally.failed += 1;
  end();
}
const { findMariadb, program } = await import('./private-mariadb.mjs');

await step('Type check', join('typescript', 'bin', 'tsc'), ['--noEmit', '--incremental', '--tsBuildInfoFile', join(ROOT, '.cache', 'types.tsbuildinfo')]);
await step('Lint', join('eslint', 'bin', 'eslint.js'), ['--cache', '--cache-location', join(ROOT, '.cache', 'eslint'), '.']);

const mariadb = await findMariadb();
if (mariadb.why) reasons.push(`Everything on MariaDB is skipped: ${mariadb.why}.`);
const chromium = process.env.LEDGERLINE_TEST_CHROMIUM ?? program(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) ?? 'none';
if (chromium === 'none') reasons.push('The browser tests are skipped: no Chromium was found (Debian: apt-get install chromium).');
for (const reason of reasons) say(reason);
try {
  await tests({ ...process.env, LEDGERLINE_TEST_MARIADB: mariadb.url ?? 'none', LEDGERLINE_TEST_CHROMIUM: chromium });
} finally {
  await mariadb.stop?.();
}
end();

async function step(title, script, options) {
  say(`${title} …`);
  const code = await run(process.execPath, [join(ROOT, 'node_modules', script), ...options], { stdio: ['ignore', 2, 2] });
  tally[code === 0 ? 'passed' : 'failed'] += 1;
}

async function tests(env) {
  say('Tests …');
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-results-'));
  const results = join(folder, 'results.json');
  const options = [join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile=${results}`, ...testArgs];
  // The report goes to stderr; stdout has the one line at the end.
  const code = await run(process.execPath, options, { stdio: ['ignore', 2, 2], env });
  if (existsSync(results)) {
    const counts = JSON.parse(readFileSync(results, 'utf8'));
    tally.passed += counts.numPassedTests;
    // A file that cannot be loaded, or an error between tests, fails the run without failing a test.
    tally.failed += counts.numFailedTests || (code === 0 ? 0 : 1);
    tally.skipped += counts.numPendingTests + counts.numTodoTests;
  } else {
    tally.failed += 1;
  }
  rmSync(folder, { recursive: true, force: true });
}

function end() {
  const isSkipFailure = isCi && (tally.skipped > 0 || reasons.length > 0);
  if (isSkipFailure) say('CI runs everything: what is skipped counts as a failure.');
  for (const reason of reasons) say(reason);
  process.stdout.write(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped\n`);
  process.exit(tally.failed > 0 || isSkipFailure ? 1 : 0);
}
