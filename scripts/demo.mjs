import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { failedChecks } from './demo/checks.mjs';
import { Client } from './demo/client.mjs';
import { countMails } from './demo/mails.mjs';
import { relais, startApplication } from './demo/processes.mjs';
import { Progress } from './demo/progress.mjs';
import { readable, stepName, table } from './demo/report.mjs';
import { cancelAndWatch, preparePackage, startProcesses } from './demo/story.mjs';
import { removeAtExit } from './guard.mjs';
import { inLocale, locale, say } from './say.mjs';

const PASSWORD = 'meridian-demo-2026';
const OPERATOR = inLocale('james.holloway@meridian.example', 'claire.fontaine@meridian.example');
const BRANCH_OPERATOR = inLocale({ email: 'sarah.whitfield@meridian.example', name: 'Sarah Whitfield' }, { email: 'elise.garnier@meridian.example', name: 'Élise Garnier' });
/** Mails on their way when the cascade ends have this long to reach the catcher. */
const SETTLE_MS = 3_000;

/**
 * The main job, end to end: a sample network, an API and two workers, deliveries and workflows that
 * run, and a cancel in the middle of it.
 * @param given `{services, port, flags: {once, json}, signal}`
 * @returns the exit code
 */
export async function runDemo({ services, port, flags, signal }) {
  const { MAIL_URL: mailUrl, ...addresses } = services.env;
  const url = `http://127.0.0.1:${port}`;
  const adminKey = randomBytes(24).toString('hex');
  const data = mkdtempSync(join(tmpdir(), 'relais-demo-'));
  removeAtExit(data);
  const env = {
    ...process.env, ...addresses,
    NODE_ENV: 'development', HOST: '127.0.0.1', PUBLIC_URL: url, MAIL_FROM: 'Meridian Bank <relais@meridian.example>', SESSION_SECRET: randomBytes(32).toString('hex'),
    RELAIS_ADMIN_EMAIL: 'admin@meridian.example', RELAIS_ADMIN_PASSWORD: PASSWORD, RELAIS_ADMIN_API_KEY: adminKey, RELAIS_LOCALE: locale, RELAIS_DATA: data, RELAIS_SELF_APPROVAL: 'false', LOG_LEVEL: 'warn',
  };

  say('loading the sample network', 'chargement du réseau d’exemple');
  const seeded = await relais(env, 'seed', '--password', PASSWORD);
  say(`${seeded.entities} branches, ${seeded.packages} packages, ${seeded.orders} orders, ${seeded.recipients} recipients`, `${seeded.entities} agences, ${seeded.packages} kits, ${seeded.orders} commandes, ${seeded.recipients} destinataires`);
  if (signal?.aborted) return 130;
  say('starting the API and two workers', 'démarrage de l’API et de deux workers');
  const running = await startApplication(env, port);
  const stopped = new Promise((resolve) => signal?.addEventListener('abort', () => resolve(130), { once: true }));
  const done = perform({ running, url, mailUrl, adminKey, flags, stopped });
  // Stopped half-way, what is under way fails on a server that is gone: nobody needs to read that.
  done.catch(() => undefined);
  try {
    return await Promise.race([done, stopped]);
  } finally {
    await running.stop();
  }
}

async function perform({ running, url, mailUrl, adminKey, flags, stopped }) {
  const administrator = new Client(url, adminKey);
  const { key } = await administrator.post('/api-keys', { operator: OPERATOR, label: 'demo' });
  const client = new Client(url, key);
  const entities = await client.all('/entities');
  const { prepared, answeredInMs, ...rest } = await mainJob(client, entities);
  const report = { ...rest.report, processes: { api: running.api.name, workers: running.workers.map(({ name }) => name) }, mail: await countMails(mailUrl, prepared, rest.report, addressesOf(entities)) };
  const failed = failedChecks(report);
  for (const problem of failed) say(`check failed: ${problem}`, `vérification échouée : ${problem}`);
  if (failed.length > 0) process.stderr.write(`${running.words().join('\n')}\n`);
  process.stdout.write(`${flags.json ? JSON.stringify(report) : readable(report, answeredInMs)}\n`);
  if (flags.once || failed.length > 0) return failed.length > 0 ? 1 : 0;
  const branch = entities.find((entity) => entity.locale === locale);
  await administrator.post('/operators', { ...BRANCH_OPERATOR, role: 'local', entity: branch.code, password: PASSWORD, locale });
  await prepareSecond(client, entities, { url, mailUrl, branch });
  await stopped;
  return 0;
}

async function mainJob(client, entities) {
  const progress = new Progress();
  say('head office publishes a package; each branch orders it', 'l’entité centrale publie un kit ; chaque agence le commande');
  const prepared = await preparePackage(client, entities, { label: 'Winter bonus 3.40 %', rate: 150 }, (done, total) => progress.show([{ label: inLocale('Orders approved', 'Commandes validées'), done, total }]));
  progress.done();
  say('two deliveries and two workflows start', 'deux diffusions et deux workflows démarrent');
  await startProcesses(client, prepared, (deliveries) => progress.show(deliveries.map(({ code, sent, toDeliver }) => ({ label: code, done: sent, total: toDeliver, note: inLocale('sent', 'envoyés') }))));
  progress.done();
  say(`canceling ${prepared.package} while they run`, `annulation de ${prepared.package} pendant qu’ils s’exécutent`);
  const { report, answeredInMs } = await cancelAndWatch(client, prepared, ({ steps }) => progress.show(steps.map(({ name, done, total }) => ({ label: stepName(name), done, total }))));
  progress.done();
  await pause(SETTLE_MS);
  return { report: await client.get(`/cancellations/${report.code}`), prepared, answeredInMs };
}

/** (entity, address) pairs, counted from the groups themselves. */
function addressesOf(entities) {
  return entities.reduce((sum, { notificationGroup }) => sum + new Set(notificationGroup.map((address) => address.toLowerCase())).size, 0);
}

/** Leaves a second package running, to be canceled by hand, and says where to look. */
async function prepareSecond(client, entities, { url, mailUrl, branch }) {
  say('preparing a second package for you to cancel by hand', 'préparation d’un second kit à annuler à la main');
  const progress = new Progress();
  // Slow enough to be found running by whoever reads this first.
  const prepared = await preparePackage(client, entities, { label: 'Spring mortgage evenings', rate: 5 }, (done, total) => progress.show([{ label: inLocale('Orders approved', 'Commandes validées'), done, total }]));
  progress.done();
  for (const code of prepared.workflows) await client.post(`/workflows/${code}/start`);
  for (const code of prepared.deliveries) await client.post(`/deliveries/${code}/start`);
  const lines = [
    [inLocale('Panel', 'Panneau'), `${url}/admin`],
    [inLocale('Cancel this one', 'À annuler'), `${url}/admin/resources/packages/records/${prepared.package}/show`],
    ['Bull Board', `${url}/admin/queues`],
    [inLocale('API page', 'Page de l’API'), `${url}/api/docs`],
    [inLocale('Mail catcher', 'Boîte de capture'), mailUrl],
    [inLocale('Head office', 'Entité centrale'), `${OPERATOR} / ${PASSWORD}`],
    [inLocale('Administrator', 'Administrateur'), `samir.benali@meridian.example / ${PASSWORD}`],
    [inLocale('A branch', 'Une agence'), `${BRANCH_OPERATOR.email} / ${PASSWORD} (${branch.label}, ${branch.code})`],
  ];
  process.stdout.write(`\n${table(lines).join('\n')}\n\n`);
  say('running until Ctrl-C', 'en marche jusqu’à Ctrl-C');
}
