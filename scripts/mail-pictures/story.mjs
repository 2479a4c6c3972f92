import { Client } from '../demo/client.mjs';
import { until } from '../processes.mjs';
import { WORDS } from './words.mjs';

const DAY = 86_400_000;
const RECIPIENTS = 60;
/** The instants that time-driven mails wait for: soon, and late enough for what has to happen before. */
const SOON_MS = 5_000;

const at = (milliseconds) => new Date(Date.now() + milliseconds).toISOString();

/**
 * The life of a few packages, so that each mail of the table is really owed, once in this language.
 * @param keep `(name, address, words of the subject)`: waits for the mail and takes its picture
 */
export async function tellEverything(url, admin, locale, keep) {
  const words = WORDS[locale];
  const group = `${words.mailbox}@meridian.example`;
  const { entity, head, reviewer } = await makeNetwork();
  const post = (path, body = {}) => head.post(path, body);
  const make = async (path, body) => (await post(path, body)).code;

  const aPackage = async (given = {}) => {
    const referenceCampaign = await make('/campaigns', { label: words.campaign });
    const dates = { schedule: { start: at(-3 * DAY), end: at(60 * DAY) }, availableAt: at(-DAY), registrationDeadline: at(20 * DAY), personalizationDeadline: at(27 * DAY) };
    return { code: await make('/packages', { label: words.label, kind: 'collaborative', distributionLevel: 'by-campaign', referenceCampaign, audience: [entity], ...dates, ...given }), referenceCampaign };
  };
  const published = async (given) => {
    const made = await aPackage(given);
    await post(`/packages/${made.code}/approve`);
    return made;
  };
  const order = (code, given = {}) => make('/orders', { package: code, entity, place: true, ...given });
  /** A delivery of the campaign that has sent some of its messages, and not all. */
  const sending = async (campaign) => {
    const delivery = await make('/deliveries', { campaign, label: words.delivery, subject: words.label, html: '<p>{{recipient.firstName}}</p>', text: '{{recipient.firstName}}', target: { entities: [entity] }, ratePerSecond: 10 });
    await post(`/deliveries/${delivery}/start`);
    if (!(await until(async () => (await head.get(`/deliveries/${delivery}`)).sent > 20, 30_000))) throw new Error(`${delivery} sends nothing`);
  };

  const local = await published({ label: words.localLabel, kind: 'local', distributionLevel: 'local', personalizationDeadline: null });
  await keep('catalog-entry', group, [local.code]);

  const manual = await published();
  await keep('campaign-subscription-manual', group, [manual.code]);

  const automatic = await published({ orderApproval: 'automatic', availableAt: at(2 * DAY) });
  await keep('campaign-subscription-automatic', group, [automatic.code]);

  const proposed = await aPackage({ reviewers: [reviewer], availableAt: at(5 * DAY), reminders: [{ from: 'date', date: at(SOON_MS), offsetDays: 0 }] });
  await post(`/packages/${proposed.code}/submit`, { comment: words.submits });
  await keep('package-approval', reviewer, [proposed.code]);

  const form = words.form.map(([name, label, type]) => ({ name, label, type, options: [], required: true, default: null }));
  const byForm = await published({ distributionLevel: 'by-form', form });
  const placed = await order(byForm.code, { comment: words.orders, parameters: Object.fromEntries(words.form.map(([name, , , value]) => [name, value])) });
  await keep('order-approval', reviewer, [placed]);
  await post(`/orders/${placed}/reject`, { comment: words.rejects });
  await keep('order-rejected', group, [placed]);

  const available = await order(manual.code);
  const { campaign } = await post(`/orders/${available}/approve`);
  await keep('campaign-available', group, [available]);
  await sending(campaign);
  await post(`/orders/${available}/cancel`, { comment: words.cancelsOrder });
  await keep('order-canceled', group, [words.subjects.orderCanceled, available]);

  const closing = await published({ assignedTo: reviewer, registrationDeadline: at(SOON_MS) });
  await order(closing.code);
  await keep('registration-closed-entity', group, [words.subjects.registrationClosed, closing.code]);
  await keep('registration-closed-head-office', reviewer, [words.subjects.registrationClosed, closing.code]);

  await keep('approval-reminder', reviewer, [words.subjects.reminder, proposed.code]);

  const ending = await published();
  const ordered = await order(ending.code);
  await sending((await post(`/orders/${ordered}/approve`)).campaign);
  await post(`/packages/${ending.code}/cancel`, { comment: words.cancelsPackage });
  await keep('package-canceled', group, [words.subjects.packageCanceled, ending.code]);

  /** An entity with its recipients, who reviews its orders, and who works at head office. */
  async function makeNetwork() {
    const operator = async (email, name) => {
      await admin.post('/operators', { email, name, role: 'central', entity: null, locale });
      return email;
    };
    const office = await operator(...words.office);
    const reviewing = await operator(...words.reviewer);
    const made = await admin.post('/entities', { label: words.entity, locale, timeZone: words.timeZone, contact: '', notificationGroup: [group], orderReviewers: [reviewing] });
    await admin.post('/recipients', { recipients: Array.from({ length: RECIPIENTS }, (_, n) => ({ email: `reader${n}@${locale}.example`, entity: made.code, firstName: `Ada ${n}` })) });
    const { key } = await admin.post('/api-keys', { operator: office, label: 'pictures' });
    return { entity: made.code, reviewer: reviewing, head: new Client(url, key) };
  }
}
