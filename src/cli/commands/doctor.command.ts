import type { Command } from 'commander';

import { EnvironmentError, readEnvironment } from '../../config/environment.js';
import { localSecrets } from '../../config/local-secrets.js';
import { CLI_WORDS } from '../cli.words.js';
import type { CommandLine } from '../command-line.js';
import { checkMail, checkMongodb, checkRedis, type Finding } from '../doctor/checks.js';
import { checkIndexes } from '../doctor/index-check.js';

export function doctorCommand(program: Command, line: CommandLine): void {
  program
    .command('doctor')
    .description(line.word(CLI_WORDS.doctor))
    .action(async () => {
      const terminal = line.terminal();
      const findings = await examine();
      const healthy = findings.every((finding) => finding.state !== 'bad');
      const marks = { good: '✓', warning: '!', bad: '✗' };
      terminal.answer({ healthy, checks: findings.map(({ what, state, found, mend }) => ({ what, state, found: found[terminal.locale], mend: mend?.[terminal.locale] ?? null })) }, () =>
        findings.flatMap(({ what, state, found, mend }) => [`${marks[state]} ${what}: ${found[terminal.locale]}`, ...(mend === undefined ? [] : [`    ${mend[terminal.locale]}`])]),
      );
      if (!healthy) line.fail();
    });
}

async function examine(): Promise<Finding[]> {
  let environment;
  try {
    const { variables } = localSecrets(process.env);
    environment = readEnvironment({ ...process.env, ...variables });
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return [{ what: 'environment', state: 'bad', found: { en: error.message, fr: error.message }, mend: { en: 'Set these variables; .env or the service’s unit is the usual place.', fr: 'Définissez ces variables, par exemple dans l’unité du service.' } }];
  }
  const [mongodb, redis, mail] = await Promise.all([checkMongodb(environment), checkRedis(environment), checkMail(environment)]);
  const indexes = mongodb.some((finding) => finding.state === 'bad') ? [] : await checkIndexes(environment);
  return [{ what: 'environment', state: 'good', found: { en: 'complete', fr: 'complet' } }, ...mongodb, ...indexes, ...redis, ...mail];
}
