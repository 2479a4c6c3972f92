import { inLocale, locale } from '../say.mjs';

const time = (iso) => (iso === null ? '-' : new Date(iso).toLocaleTimeString(locale === 'fr' ? 'fr' : 'en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 }));
/** The zone by its name: Intl says UTC+1 in French where the English says CET. */
const zone = () => new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }).formatToParts(new Date()).find(({ type }) => type === 'timeZoneName')?.value ?? 'UTC';
const number = (value) => value.toLocaleString(locale);

const STEPS = {
  orders: ['Orders', 'Commandes'],
  campaigns: ['Campaigns', 'Opérations'],
  workflows: ['Workflows', 'Workflows'],
  deliveries: ['Deliveries', 'Diffusions'],
  notifications: ['Notifications', 'Notifications'],
};

export function stepName(name) {
  return inLocale(...(STEPS[name] ?? [name, name]));
}

/** The halt report for a reader. */
export function readable(report, answeredInMs) {
  const { mail } = report;
  return [
    '',
    inLocale(`Halt report ${report.code}: ${report.package}, canceled at ${time(report.canceledAt)}, cascade finished at ${time(report.finishedAt)} (all times ${zone()})`, `Rapport d’arrêt ${report.code} : ${report.package}, annulé à ${time(report.canceledAt)}, cascade terminée à ${time(report.finishedAt)} (heures ${zone()})`),
    inLocale(`The cancel was answered in ${answeredInMs} ms; API ${report.processes.api}, workers ${report.processes.workers.join(', ')}`, `L’annulation a reçu sa réponse en ${answeredInMs} ms ; API ${report.processes.api}, workers ${report.processes.workers.join(', ')}`),
    '',
    ...table([
      [inLocale('Step', 'Étape'), inLocale('done', 'fait'), inLocale('started', 'début'), inLocale('finished', 'fin')],
      ...report.steps.map(({ name, done, total, startedAt, finishedAt }) => [stepName(name), `${number(done)} / ${number(total)}`, time(startedAt), time(finishedAt)]),
    ]),
    '',
    ...table([
      ['Workflow', inLocale('was in', 'se trouvait dans'), inLocale('asked at', 'demandé à'), inLocale('stopped at', 'arrêté à'), 'worker'],
      ...report.workflows.map(({ code, activity, requestedAt, stoppedAt, worker }) => [code, activity?.text ?? '-', time(requestedAt), time(stoppedAt), worker ?? '-']),
    ]),
    '',
    ...table([
      [inLocale('Delivery', 'Diffusion'), inLocale('to deliver', 'à envoyer'), inLocale('sent', 'envoyés'), inLocale('failed', 'en échec'), inLocale('canceled', 'annulés'), inLocale('uncertain', 'incertains'), inLocale('asked at', 'demandé à'), inLocale('last message', 'dernier message'), inLocale('stopped at', 'arrêtée à')],
      ...report.deliveries.map((one) => [one.code, ...[one.toDeliver, one.sent, one.failed, one.canceled, one.uncertain].map(number), time(one.requestedAt), time(one.lastMessageAt), time(one.stoppedAt)]),
    ]),
    '',
    inLocale(
      `At the mail catcher: ${number(mail.deliveries.received)} of ${number(mail.deliveries.sent)} messages sent, ${number(mail.cancellation.received)} cancellation mails for ${number(mail.cancellation.addresses)} addresses, ${mail.duplicates} duplicates`,
      `À la boîte de capture : ${number(mail.deliveries.received)} messages sur ${number(mail.deliveries.sent)} envoyés, ${number(mail.cancellation.received)} courriels d’annulation pour ${number(mail.cancellation.addresses)} adresses, ${mail.duplicates} doublons`,
    ),
    '',
  ].join('\n');
}

export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column])).join('  ')}`.trimEnd());
}
