import 'reflect-metadata';

import { runCommandLine } from './command-line.js';

runCommandLine(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`relais: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
