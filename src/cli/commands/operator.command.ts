import type { Command } from 'commander';

import { checked } from '../../api/valid-body.js';
import { newApiKey, newOperator } from '../../operators/operator.requests.js';
import { ApiKeysService } from '../../operators/api-keys.service.js';
import { OperatorsService } from '../../operators/operators.service.js';
import { CLI_WORDS } from '../cli.words.js';
import type { CommandLine } from '../command-line.js';

interface OperatorFlags {
  email: string;
  name: string;
  role: string;
  entity?: string;
  password?: string;
  language?: string;
}

export function operatorCommands(program: Command, line: CommandLine): void {
  const word = line.word;
  program
    .command('operator')
    .description(word(CLI_WORDS.operator))
    .command('create')
    .description(word(CLI_WORDS.operatorCreate))
    .requiredOption('--email <email>', word(CLI_WORDS.email))
    .requiredOption('--name <name>', word(CLI_WORDS.name))
    .requiredOption('--role <role>', word(CLI_WORDS.role))
    .option('--entity <code>', word(CLI_WORDS.entity))
    .option('--password <password>', word(CLI_WORDS.password))
    .option('--language <language>', word(CLI_WORDS.operatorLocale))
    .action((flags: OperatorFlags) =>
      line.run(true, async ({ app, actor }, terminal) => {
        const { language, ...given } = flags;
        const body = checked(newOperator, { ...given, ...(language === undefined ? {} : { locale: language }) });
        const { _id: email, name, role, entity, locale } = await app.get(OperatorsService, { strict: false }).create(actor, body);
        terminal.answer({ email, name, role, entity, locale }, () => [terminal.locale === 'fr' ? `Opérateur ${email} créé (${role}).` : `Operator ${email} created (${role}).`]);
      }),
    );
  program
    .command('api-key')
    .description(word(CLI_WORDS.apiKey))
    .command('create')
    .description(word(CLI_WORDS.apiKeyCreate))
    .requiredOption('--operator <email>', word(CLI_WORDS.ofOperator))
    .requiredOption('--label <label>', word(CLI_WORDS.label))
    .action((flags: { operator: string; label: string }) =>
      line.run(true, async ({ app, actor }, terminal) => {
        const created = await app.get(ApiKeysService, { strict: false }).create(actor, checked(newApiKey, flags));
        terminal.answer(created, () => [created.key]);
      }),
    );
}
