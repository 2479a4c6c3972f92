import { setTimeout as pause } from 'node:timers/promises';
import { inLocale, Refusal } from '../say.mjs';
import { inParallel } from './client.mjs';

const DAY_MS = 86_400_000;
const SIDE_BY_SIDE = 8;
const UNDER_WAY_WITHIN_MS = 45_000;
/** A delivery is in the middle of its work once it has sent this many and has so many to go. */
const SENT_BEFORE_CANCEL = 300;
const PENDING_BEFORE_CANCEL = 250;

const letter = (label, offer, rate) => ({
  label,
  subject: `${label}: {{entity.label}}`,
  html: `<p>Dear {{recipient.firstName}},</p><p>${offer}</p><p>{{entity.label}}</p>`,
  text: `Dear {{recipient.firstName}},\n\n${offer}\n\n{{entity.label}}\n`,
  ratePerSecond: rate,
});

/**
 * Makes, as an operator of head office, a published collaborative package that each branch ordered,
 * with two deliveries and two workflows, not started yet.
 * @param options `{label, rate}`: messages a second of each delivery
 * @param watched called with (ordered, of)
 * @returns `{package, label, subjects, deliveries, workflows}`: codes, and how the deliveries' subjects begin
 */
export async function preparePackage(client, entities, { label, rate }, watched) {
  const now = Date.now();
  const at = (days) => new Date(now + days * DAY_MS).toISOString();
  const schedule = { start: at(-1), end: at(60) };
  const campaign = (await client.post('/campaigns', { label, schedule, folder: 'Savings/2026' })).code;
  const subjects = [`${label}, announcement`, `${label}, advisers`, `${label}, follow-up`];
  await client.post('/deliveries', { campaign, template: true, ...letter(`${label}, local letter`, 'Your branch has an offer for you.', 20) });
  const deliveries = [
    await client.post('/deliveries', { campaign, ...letter(subjects[0], 'Savings at 3.40 % until the end of January.', rate) }),
    await client.post('/deliveries', { campaign, ...letter(subjects[1], 'Your adviser has time for you this week.', rate), target: { query: { savings: { gte: 2_000 } } } }),
  ].map(({ code }) => code);
  const workflows = [
    await client.post('/workflows', { campaign, label: `${label}, reminder after a day`, activities: [{ type: 'query', query: { segment: ['student', 'mass'] } }, { type: 'wait', seconds: 86_400 }, { type: 'deliver', delivery: letter(`${label}, reminder`, 'Have you thought of it?', rate) }] }),
    await client.post('/workflows', { campaign, label: `${label}, follow-up in halves`, activities: [{ type: 'query', query: { age: { gte: 18 } } }, { type: 'split', parts: 2 }, { type: 'deliver', part: 1, delivery: letter(subjects[2], 'Come and talk to us.', rate) }] }),
  ].map(({ code }) => code);
  const created = await client.post('/packages', {
    label, kind: 'collaborative', distributionLevel: 'by-campaign', referenceCampaign: campaign, folder: 'Savings/2026', schedule,
    availableAt: at(-0.5), registrationDeadline: at(20), personalizationDeadline: at(25), audience: entities.map(({ code }) => code),
  });
  // Approved after its availability date: published in the same moment.
  const { status } = await client.post(`/packages/${created.code}/approve`, { comment: 'Checked with legal.' });
  if (status !== 'published') throw new Refusal(`${created.code} is ${status} and should be published`, `${created.code} est ${status} au lieu d’être publié`);
  let ordered = 0;
  await inParallel(entities, SIDE_BY_SIDE, async ({ code: entity }) => {
    const order = await client.post('/orders', { package: created.code, entity, place: true });
    await client.post(`/orders/${order.code}/approve`);
    watched(++ordered, entities.length);
  });
  return { package: created.code, campaign, label, subjects, deliveries, workflows };
}

/** Starts its processes and waits until each is in the middle of its work. */
export async function startProcesses(client, prepared, watched) {
  for (const code of prepared.workflows) await client.post(`/workflows/${code}/start`);
  for (const code of prepared.deliveries) await client.post(`/deliveries/${code}/start`);
  const last = performance.now() + UNDER_WAY_WITHIN_MS;
  for (;;) {
    const [waiting, delivering] = await Promise.all(prepared.workflows.map((code) => client.get(`/workflows/${code}`)));
    const deliveries = (await client.all(`/deliveries?campaign=${prepared.campaign}`)).filter(({ template }) => !template);
    watched(deliveries);
    const running = deliveries.filter(({ status }) => status === 'running');
    const isUnderWay = waiting.activity?.type === 'wait' && delivering.activity?.type === 'deliver' && running.length === 3 && running.every(({ sent, pending }) => sent >= SENT_BEFORE_CANCEL && pending >= PENDING_BEFORE_CANCEL);
    if (isUnderWay) return;
    if (performance.now() > last) {
      const states = [waiting, delivering, ...deliveries].map(({ code, status, activity, sent }) => `${code} ${status} ${activity?.text ?? sent ?? ''}`).join(', ');
      throw new Refusal(`the processes did not get under way: ${states}`, `les processus ne se sont pas mis en route : ${states}`);
    }
    await pause(250);
  }
}

/** Cancels the package and watches its cascade to the end. @returns the halt report and how long the answer took */
export async function cancelAndWatch(client, prepared, watched) {
  const started = performance.now();
  const accepted = await client.post(`/packages/${prepared.package}/cancel`, {
    comment: inLocale('The rate is 2.40 %, not 3.40 %. Stop quoting it and send customers who ask to the rates desk.', 'Le taux est de 2,40 %, et non de 3,40 %. Ne l’annoncez plus et adressez les clients au service des taux.'),
  });
  const answeredInMs = Math.round(performance.now() - started);
  const last = started + 60_000;
  for (;;) {
    const report = await client.get(`/cancellations/${accepted.cancellation}`);
    watched(report);
    if (report.state === 'finished') return { report, answeredInMs };
    if (performance.now() > last) throw new Refusal(`${accepted.cancellation} did not finish within a minute: ${JSON.stringify(report.steps)}`, `${accepted.cancellation} n’a pas abouti en une minute : ${JSON.stringify(report.steps)}`);
    await pause(150);
  }
}
