import { Command, CommanderError } from 'commander';

import { localeOf, type Locale, said, type Text } from '../language/text.js';
import { type GlobalOptions, type Session, withApplication } from './application.js';
import { CLI_WORDS, USAGE_WORDS } from './cli.words.js';
import { doctorCommand } from './commands/doctor.command.js';
import { operatorCommands } from './commands/operator.command.js';
import { packageCommands } from './commands/package.command.js';
import { seedCommand } from './commands/seed.command.js';
import { Terminal } from './terminal.js';

/** What the commands are made with. */
export interface CommandLine {
  word: (text: Text) => string;
  /** Runs a command's work in the application. @param keyless whether it may run as `system` */
  run: (keyless: boolean, work: (session: Session, terminal: Terminal) => Promise<void>) => Promise<void>;
  terminal: () => Terminal;
  /** The command did its work and what it found is a failure: exit code 1 after the answer. */
  fail: () => void;
}

const HEADINGS: Record<string, string> = { 'Usage:': 'Utilisation :', 'Options:': 'Options :', 'Commands:': 'Commandes :', 'Arguments:': 'Arguments :', 'Global Options:': 'Options générales :' };

/**
 * Runs one command.
 * @param argv without node and script
 * @returns the exit code: 0 done, 1 refused or failed, 2 wrong usage
 */
export async function runCommandLine(argv: readonly string[]): Promise<number> {
  const locale = localeFrom(argv);
  const program = new Command('relais');
  let code = 0;
  const terminal = (): Terminal => new Terminal(locale, program.opts<GlobalOptions>().json === true);
  const line: CommandLine = {
    word: (text) => said(text, locale),
    terminal,
    fail: () => (code = 1),
    run: async (keyless, work) => {
      const screen = terminal();
      await withApplication(screen, program.opts<GlobalOptions>(), keyless, (session) => work(session, screen)).catch((error: unknown) => {
        screen.refuse(error);
        code = 1;
      });
      screen.endProgress();
    },
  };
  furnish(program, locale);
  for (const add of [seedCommand, packageCommands, operatorCommands, doctorCommand]) add(program, line);
  for (const command of everyCommand(program)) manners(command, locale);
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0 || error.code === 'commander.help') return error.code === 'commander.help' && error.exitCode !== 0 ? 2 : 0;
    process.stderr.write(`relais: ${said(usageProblem(error), locale)}\n`);
    return 2;
  }
}

function furnish(program: Command, locale: Locale): void {
  program
    .description(CLI_WORDS.about[locale])
    .option('--json', CLI_WORDS.json[locale])
    .option('--key <key>', CLI_WORDS.key[locale])
    .option('--locale <locale>', CLI_WORDS.locale[locale]);
}

/** Global options are taken anywhere on the line; refusals are ours to word. */
function manners(command: Command, locale: Locale): void {
  command
    .exitOverride()
    .helpOption('-h, --help', CLI_WORDS.help[locale])
    .configureOutput({ outputError: () => undefined })
    .configureHelp({ showGlobalOptions: true, ...(locale === 'fr' ? { styleTitle: (title: string) => HEADINGS[title] ?? title } : {}) });
  if (command.commands.length > 0) command.helpCommand('help [command]', CLI_WORDS.helpCommand[locale]);
}

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

function usageProblem(error: CommanderError): Text {
  const named = /'([^']+)'/.exec(error.message)?.[1] ?? '';
  const wrong = / argument '([^']*)' is invalid\. (.*)$/.exec(error.message);
  if (wrong !== null) {
    const possible = (wrong[2] ?? '').replace(/^Allowed choices are |\.$/g, '');
    return { en: `${named}: ${wrong[1]} is not possible (${possible})`, fr: `${named} : ${wrong[1]} n’est pas possible (${possible})` };
  }
  const bare = error.message.replace(/^error: /, '');
  return USAGE_WORDS[error.code]?.(named) ?? { en: bare, fr: bare };
}

/** --locale, else RELAIS_LOCALE, else the terminal's; English if it is neither. Read before the words are chosen. */
function localeFrom(argv: readonly string[]): Locale {
  const at = argv.findIndex((argument) => argument === '--locale' || argument.startsWith('--locale='));
  const given = at === -1 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1]);
  const { RELAIS_LOCALE, LC_ALL, LC_MESSAGES, LANG } = process.env;
  return localeOf((given ?? RELAIS_LOCALE ?? (LC_ALL || LC_MESSAGES || LANG))?.replace('_', '-'), 'en');
}
