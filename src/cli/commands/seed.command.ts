import { type Command, InvalidArgumentError } from 'commander';

import type { Text } from '../../language/text.js';
import { CLI_WORDS } from '../cli.words.js';
import type { CommandLine } from '../command-line.js';
import { Seed, type SeedStage } from '../seed/seed.js';
import { table } from '../terminal.js';

const STAGES: Record<SeedStage, Text> = {
  branches: { en: 'Branches  ', fr: 'Agences      ' },
  recipients: { en: 'Recipients', fr: 'Destinataires' },
  packages: { en: 'Packages  ', fr: 'Kits         ' },
  orders: { en: 'Orders    ', fr: 'Commandes    ' },
};

interface SeedFlags {
  entities: number;
  packages: number;
  recipients: number;
  password?: string;
}

export function seedCommand(program: Command, line: CommandLine): void {
  const word = line.word;
  program
    .command('seed')
    .description(word(CLI_WORDS.seed))
    .option('--entities <n>', word(CLI_WORDS.entities), count(1, 100_000), 240)
    .option('--packages <n>', word(CLI_WORDS.packages), count(0, 100_000), 60)
    .option('--recipients <n>', word(CLI_WORDS.recipients), count(0, 10_000_000), 6_000)
    .option('--password <password>', word(CLI_WORDS.samplePassword), atLeast(12))
    .action(async (flags: SeedFlags) => {
      await line.run(true, async ({ app, actor }, terminal) => {
        const started = performance.now();
        const seeded = await app.get(Seed).run(actor, flags, (stage, done, total) => terminal.progress(stage, STAGES[stage], done, total));
        const seconds = Math.round((performance.now() - started) / 100) / 10;
        terminal.answer({ ...seeded, seconds }, () => [
          terminal.locale === 'fr'
            ? `${seeded.entities} agences, ${seeded.packages} kits, ${seeded.orders} commandes, ${seeded.recipients} destinataires en ${seconds} s.`
            : `${seeded.entities} branches, ${seeded.packages} packages, ${seeded.orders} orders, ${seeded.recipients} recipients in ${seconds} s.`,
          ...(seeded.everyBranch === null ? [] : [terminal.locale === 'fr' ? `Chaque agence a commandé ${seeded.everyBranch}.` : `Every branch ordered ${seeded.everyBranch}.`]),
          ...table(seeded.accounts.map(({ email, role, password }) => [email, role, password])),
        ]);
      });
    });
}

/** A whole number from `min` to `max`. */
export function count(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < min || number > max) throw new InvalidArgumentError(`${min} - ${max}`);
    return number;
  };
}

function atLeast(length: number): (value: string) => string {
  return (value) => {
    if (value.length < length) throw new InvalidArgumentError(`>= ${length}`);
    return value;
  };
}
