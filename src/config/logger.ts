import { ConsoleLogger, type LogLevel } from '@nestjs/common';

import type { Environment } from './environment.js';

const FROM: Record<Environment['LOG_LEVEL'], LogLevel[]> = {
  silent: [],
  fatal: ['fatal'],
  error: ['fatal', 'error'],
  warn: ['fatal', 'error', 'warn'],
  info: ['fatal', 'error', 'warn', 'log'],
  debug: ['fatal', 'error', 'warn', 'log', 'debug'],
  trace: ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'],
};

/** Lines for people at a terminal, JSON for machines in production. */
export function loggerOf(environment: Environment): ConsoleLogger {
  const production = environment.NODE_ENV === 'production';
  return new ConsoleLogger({ prefix: 'Relais', logLevels: FROM[environment.LOG_LEVEL], json: production, colors: !production && process.stdout.isTTY });
}
