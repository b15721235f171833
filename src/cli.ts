import 'reflect-metadata';
import { runCommandLine } from './cli/index.js';

// As for the product itself: what it writes is for this account alone.
process.umask(0o077);
process.exitCode = await runCommandLine(process.argv.slice(2), process.env);
