// `npm start`: install, build, run. The product itself migrates, seeds the demo clinic into a new SQLite file and prints where it listens.
import { join } from 'node:path';
import { build, CannotPrepare, checkNode, install, isStopping, passSignalsOn, ROOT, run, say } from './prepare.mjs';

passSignalsOn();
try {
  checkNode();
  await install();
  if (!isStopping()) await build();
  if (isStopping()) process.exit(0);
  const code = await run(process.execPath, ['--enable-source-maps', join(ROOT, 'dist', 'src', 'main.js')], { stdio: 'inherit' });
  // Stopped before it listened: nothing was in flight, so that is a clean stop as well.
  process.exit(isStopping() && code > 128 ? 0 : code);
} catch (error) {
  if (!(error instanceof CannotPrepare)) throw error;
  if (!isStopping()) say(error.message);
  process.exit(isStopping() ? 0 : 1);
}
