// `npm run bench -- posting [--quick] [--json]` and `npm run bench -- reads [--sizes=10000,1000000] [--json]`: measure as ratios in one run, on the MariaDB that the tests would use.
import { join } from 'node:path';
import { build, CannotPrepare, checkNode, install, passSignalsOn, ROOT, run, say } from './prepare.mjs';

passSignalsOn();
try {
  checkNode();
  await install();
  await build();
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  if ((await run(process.execPath, [compiler, '-p', 'tsconfig.bench.json'])) !== 0) throw new CannotPrepare('The bench does not compile; the messages above say where.');
  const { findMariadb } = await import('./private-mariadb.mjs');
  const mariadb = await findMariadb();
  const env = { ...process.env, LEDGERLINE_TEST_MARIADB: mariadb.url ?? 'none' };
  const code = await run(process.execPath, ['--enable-source-maps', join(ROOT, '.cache', 'bench', 'test', 'bench', 'index.js'), ...process.argv.slice(2)], { stdio: 'inherit', env });
  await mariadb.stop?.();
  process.exit(code);
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error;
  say(error.message);
  process.exit(2);
}
