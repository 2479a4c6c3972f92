import { type Command, Option } from 'commander';
import { setTimeout as pause } from 'node:timers/promises';

import { checked } from '../../api/valid-body.js';
import { checkedQuery } from '../../api/list-parameters.js';
import type { CancellationReport } from '../../cancellations/cancellation.report.js';
import { CancellationsService } from '../../cancellations/cancellations.service.js';
import { DomainError } from '../../errors/domain-error.js';
import { longDate } from '../../language/dates.js';
import type { Text } from '../../language/text.js';
import { packageLifecycle } from '../../packages/package.lifecycle.js';
import { packageCommand, packageListParameters } from '../../packages/package.requests.js';
import { type CampaignPackage, PACKAGE_KINDS, PACKAGE_STATUSES } from '../../packages/package.schema.js';
import { PackagesQueries } from '../../packages/packages.queries.js';
import { PackagesService } from '../../packages/packages.service.js';
import type { Session } from '../application.js';
import { CLI_WORDS } from '../cli.words.js';
import type { CommandLine } from '../command-line.js';
import { table, type Terminal } from '../terminal.js';
import { count } from './seed.command.js';

const STEPS: Record<string, Text> = {
  orders: { en: 'Orders       ', fr: 'Commandes    ' },
  campaigns: { en: 'Campaigns    ', fr: 'Opérations   ' },
  workflows: { en: 'Workflows    ', fr: 'Workflows    ' },
  deliveries: { en: 'Deliveries   ', fr: 'Diffusions   ' },
  notifications: { en: 'Notifications', fr: 'Notifications' },
};

/** Of a long list on one line. */
const SHOWN = 12;
const SORTS = ['-modifiedAt', 'modifiedAt', '-createdAt', 'createdAt', 'availableAt', '-availableAt'];

interface ListFlags {
  status?: string[];
  late?: true;
  kind?: string;
  folder?: string;
  campaign?: string;
  search?: string;
  sort?: string;
  limit: number;
  cursor?: string;
}

interface ChangeFlags {
  comment?: string;
  yes?: true;
  wait: boolean;
}

export function packageCommands(program: Command, line: CommandLine): void {
  const word = line.word;
  const packages = program.command('package').description(word(CLI_WORDS.package));
  packages
    .command('list')
    .description(word(CLI_WORDS.packageList))
    .addOption(new Option('--status <status...>', word(CLI_WORDS.status)).choices(PACKAGE_STATUSES))
    .option('--late', word(CLI_WORDS.late))
    .addOption(new Option('--kind <kind>', word(CLI_WORDS.kind)).choices(PACKAGE_KINDS))
    .option('--folder <folder>', word(CLI_WORDS.folder))
    .option('--campaign <code>', word(CLI_WORDS.campaign))
    .option('--search <words>', word(CLI_WORDS.search))
    .addOption(new Option('--sort <field>', word(CLI_WORDS.sort)).choices(SORTS))
    .option('--limit <n>', word(CLI_WORDS.limit), count(1, 200), 50)
    .option('--cursor <cursor>', word(CLI_WORDS.cursor))
    .action((flags: ListFlags) => line.run(false, (session, terminal) => list(session, terminal, flags)));
  packages
    .command('show')
    .description(word(CLI_WORDS.packageShow))
    .argument('<code>', word(CLI_WORDS.code))
    .action((code: string) => line.run(false, (session, terminal) => show(session, terminal, code.toUpperCase())));
  packages
    .command('cancel')
    .description(word(CLI_WORDS.packageCancel))
    .argument('<code>', word(CLI_WORDS.code))
    .option('--comment <comment>', word(CLI_WORDS.comment))
    .option('--yes', word(CLI_WORDS.yes))
    .option('--no-wait', word(CLI_WORDS.noWait))
    .action((code: string, flags: ChangeFlags) => line.run(false, (session, terminal) => cancel(session, terminal, code.toUpperCase(), flags)));
  packages
    .command('reinitialize')
    .description(word(CLI_WORDS.packageReinitialize))
    .argument('<code>', word(CLI_WORDS.code))
    .option('--comment <comment>', word(CLI_WORDS.comment))
    .option('--yes', word(CLI_WORDS.yes))
    .action((code: string, flags: ChangeFlags) => line.run(false, (session, terminal) => reinitialize(session, terminal, code.toUpperCase(), flags)));
}

async function list({ app, actor }: Session, terminal: Terminal, flags: ListFlags): Promise<void> {
  const { status, late, kind, folder, campaign: referenceCampaign, search: q, sort, limit, cursor } = flags;
  const given = { status, late: late === undefined ? undefined : 'true', kind, folder, referenceCampaign, q, sort, limit: String(limit), cursor };
  const query = checkedQuery(packageListParameters, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
  const page = await app.get(PackagesQueries, { strict: false }).list(actor, query);
  terminal.answer(page, () => {
    if (page.items.length === 0) return [CLI_WORDS.none[terminal.locale]];
    const rows = page.items.map((item) => [item.code, packageLifecycle.words.statuses[item.status][terminal.locale], item.late === null ? '' : { en: 'late', fr: 'en retard' }[terminal.locale], item.label]);
    return [...table(rows), ...(page.nextCursor === null ? [] : [`${CLI_WORDS.more[terminal.locale]} ${page.nextCursor}`])];
  });
}

async function show({ app, actor }: Session, terminal: Terminal, code: string): Promise<void> {
  const view = await app.get(PackagesQueries, { strict: false }).shown(actor, await app.get(PackagesService, { strict: false }).get(actor, code));
  terminal.answer(view, () => table(fieldsOf(view, terminal)));
}

async function cancel({ app, actor }: Session, terminal: Terminal, code: string, flags: ChangeFlags): Promise<void> {
  const cancellations = app.get(CancellationsService, { strict: false });
  const { comment } = checked(packageCommand, { comment: flags.comment ?? null });
  if (flags.yes !== true) {
    const touched = await cancellations.consequences(actor, code);
    throw new DomainError('not-confirmed', 'conflict', {
      en: `Canceling ${code} would stop ${touched.orders} orders, ${touched.campaigns} campaigns, ${touched.workflows} workflows and ${touched.deliveries} deliveries, and tell ${touched.addresses} addresses. ${CLI_WORDS.confirmCancel.en}`,
      fr: `Annuler ${code} arrêterait ${touched.orders} commandes, ${touched.campaigns} opérations, ${touched.workflows} workflows et ${touched.deliveries} diffusions, et préviendrait ${touched.addresses} adresses. ${CLI_WORDS.confirmCancel.fr}`,
    });
  }
  const { cancellation } = await cancellations.cancelPackage(actor, code, { comment });
  let report = await cancellations.report(actor, cancellation._id);
  while (flags.wait && report.state === 'running') {
    showSteps(terminal, report);
    await pause(250);
    report = await cancellations.report(actor, cancellation._id);
  }
  showSteps(terminal, report);
  const at = longDate(cancellation.canceledAt, terminal.locale, Intl.DateTimeFormat().resolvedOptions().timeZone);
  const state = report.state === 'finished' ? { en: 'cascade finished', fr: 'cascade terminée' } : { en: 'cascade running', fr: 'cascade en cours' };
  terminal.answer(report, () => [{ en: `${code} canceled on ${at} (${cancellation._id}); ${state.en}.`, fr: `${code} annulé le ${at} (${cancellation._id}) ; ${state.fr}.` }[terminal.locale]]);
}

function showSteps(terminal: Terminal, report: CancellationReport): void {
  for (const { name, done, total } of report.steps) {
    if (total > 0) terminal.progress(name, STEPS[name] ?? { en: name, fr: name }, done, total);
  }
}

async function reinitialize({ app, actor }: Session, terminal: Terminal, code: string, flags: ChangeFlags): Promise<void> {
  const { comment } = checked(packageCommand, { comment: flags.comment ?? null });
  await app.get(PackagesService, { strict: false }).get(actor, code);
  if (flags.yes !== true) throw new DomainError('not-confirmed', 'conflict', CLI_WORDS.confirmReinitialize);
  const opened: CampaignPackage = await app.get(CancellationsService, { strict: false }).reinitialize(actor, code, { comment });
  terminal.answer({ code, status: opened.status, cycle: opened.cycle, version: opened.version }, () => [
    { en: `${code} is being edited again, in cycle ${opened.cycle}.`, fr: `${code} est de nouveau en édition, au cycle ${opened.cycle}.` }[terminal.locale],
  ]);
}

/** A line a field, those of what it holds under their path: `schedule.start`, `reminders[0].from`. */
function fieldsOf(value: unknown, terminal: Terminal, path = ''): string[][] {
  if (value === null || value === undefined) return [[path, '-']];
  if (value instanceof Date) return [[path, longDate(value, terminal.locale, Intl.DateTimeFormat().resolvedOptions().timeZone)]];
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return [[path, listed(value)]];
  if (typeof value !== 'object') return [[path, String(value)]];
  const parts = Array.isArray(value) ? value.map((one, index): [string, unknown] => [`${path}[${index}]`, one]) : Object.entries(value).map(([name, one]): [string, unknown] => [path === '' ? name : `${path}.${name}`, one]);
  return parts.length === 0 ? [[path, '-']] : parts.flatMap(([name, one]) => fieldsOf(one, terminal, name));
}

function listed(values: readonly string[]): string {
  if (values.length === 0) return '-';
  return values.length > SHOWN ? `${values.slice(0, SHOWN).join(', ')} ... (${values.length})` : values.join(', ');
}
