import 'reflect-metadata';

import { runCommandLine } from './command-line.js';

runCommandLine(process.argv.slice(2)).then(
  // Ended for good: a client that still tries to reach a dead server must not keep a finished command alive.
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`relais: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
