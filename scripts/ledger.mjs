// `npm run --silent ledger -- COMMAND [--json]`: builds when needed, then runs the command line.
import { join } from 'node:path';
import { build, CannotPrepare, checkNode, install, passSignalsOn, ROOT, run, say } from './prepare.mjs';

passSignalsOn();
const args = process.argv.slice(2);
try {
  checkNode();
  await install();
  await build();
  process.exit(await run(process.execPath, ['--enable-source-maps', join(ROOT, 'dist', 'src', 'cli.js'), ...args], { stdio: 'inherit' }));
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error;
  say(error.message);
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify({ command: args[0] ?? null, ok: false, error: error.message })}\n`);
  process.exit(2);
}
