import { refusalsEn } from './texts.refusals.en.js';

const NOUNS: Record<string, string> = { package: 'the package', order: 'the order', campaign: 'the campaign', workflow: 'the workflow', delivery: 'the delivery', cancellation: 'the cancellation', entity: 'the entity', operator: 'the operator', 'api-key': 'the API key', notification: 'the mail', recipients: 'recipients', 'bulk-run': 'several at once' };
const PAST: Record<string, string> = { create: 'created', edit: 'edited', submit: 'submitted', approve: 'approved', reject: 'rejected', publish: 'published', cancel: 'canceled', reinitialize: 'reinitialized', place: 'placed', start: 'started', pause: 'paused', resume: 'resumed', stop: 'stopped', finish: 'finished', resend: 'sent again', import: 'imported', revoke: 'revoked', order: 'ordered' };
const VERBS: Record<string, string> = { create: 'create', edit: 'edit', submit: 'submit', approve: 'approve', reject: 'reject', publish: 'publish', cancel: 'cancel', reinitialize: 'reinitialize', place: 'place', start: 'start', pause: 'pause', resume: 'resume', stop: 'stop', resend: 'send again', import: 'import', revoke: 'revoke', order: 'order' };

/** Whole sentences where verb and noun alone would say too little; `kind.command`, of a range `kinds.command`, of Relais itself `system kind.command`. */
const WHOLE: Record<string, string> = {
  'package.submit': 'submitted the package for approval', 'package.remind': 'reminded the reviewers', 'package.close-registration': 'closed the registration', 'package.void-approval': 'edited the package, which voids its approval',
  'package.self-approval': 'approved their own submission, as the configuration allows', 'package.edit to being-edited': 'edited the package: it is being edited again',
  'system package.publish': 'published the package at its availability date',
  'order.create': 'drafted the order', 'order.pre-subscribe': 'registered the entity: its order is approved', 'order.make-available': 'made the order available', 'system order.make-available': 'made the order available at the availability date',
  'campaign.run': 'started the first process: the campaign is running', 'campaign.finish': 'saw the last process end: the campaign is finished', 'campaign.reinitialize': 'opened the campaign for the next cycle',
  'workflow.pause to pausing': 'asked the workflow to pause', 'workflow.stop to stopping': 'asked the workflow to stop', 'workflow.record-paused': 'ended what was under way: the workflow is paused', 'workflow.record-stopped': 'ended what was under way: the workflow is stopped',
  'workflow.finish': 'did the last activity: the workflow is finished', 'workflow.fail': 'could not go on: the workflow failed', 'workflow.stop-draft': 'closed the draft with its campaign',
  'delivery.pause to pausing': 'asked the delivery to pause', 'delivery.stop to stopping': 'asked the delivery to stop', 'delivery.record-paused': 'let what was in flight arrive: the delivery is paused', 'delivery.record-stopped': 'let what was in flight arrive: the delivery is stopped',
  'system delivery.pause to pausing': 'paused the delivery by itself', 'delivery.finish': 'tried the last message: the delivery is finished', 'delivery.stop-draft': 'closed the draft with its campaign', 'delivery.exclude-entity': 'took an entity out: its unsent messages are canceled',
  'cancellation.finish': 'finished the cascade', 'notification.resend': 'sent a mail again', 'recipients.import': 'imported recipients', 'entities.import': 'imported entities', 'order.order': 'ordered',
  'orders.cancel': 'wrote the orders down as canceled', 'orders.pre-subscribe': 'registered the entities of the audience: each has an approved order', 'orders.make-available': 'made the registered orders available', 'orders.create': 'made the orders',
  'campaigns.cancel': 'wrote the child campaigns down as canceled', 'campaigns.create': 'made the child campaigns', 'workflows.stop-draft': 'closed the draft workflows', 'deliveries.stop-draft': 'closed the draft deliveries', 'workflows.create': 'made the drafts of the workflows', 'deliveries.create': 'made the drafts of the deliveries',
};

/** The journal told in sentences. */
// prettier-ignore
export const tellingEn = {
  relais: 'Relais', refused: 'Refused.', refusals: refusalsEn,
  whole: (name: string): string | undefined => WHOLE[name],
  did: (command: string, kind: string) => `${PAST[command] ?? command} ${NOUNS[kind] ?? kind}`,
  tried: (command: string, kind: string) => `tried to ${VERBS[command] ?? command} ${NOUNS[kind] ?? kind}`,
  because: (why: string) => `: ${why}`,
  asked: (names: string) => `Asked: ${names}.`, awaiting: (count: string, isOne: boolean) => `${count} ${isOne ? 'order still awaits' : 'orders still await'} approval: the package is late.`,
  told: (entities: string, accepted: string, mails: string) => `${entities ? `${entities} told: ` : ''}${accepted} of ${mails} mails accepted by the mail server.`,
  and: (names: string[]) => (names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}` : (names[0] ?? '')),
  more: (count: string) => `${count} more`, nobody: 'nobody', everyEntity: 'every entity', changed: 'changed',
  older: 'Older entries', showing: (count: string) => `The newest ${count}`, repeated: (times: string) => `in ${times} parts`,
  locales: { en: 'English', fr: 'French' } as Record<string, string>,
  perSecond: (rate: string) => `${rate} a second`,
  reminder: { date: (at: string) => at, submission: (days: string) => `${days} after the submission`, deadline: (days: string) => `${days} after the deadline`, before: (days: string) => `${days} before the deadline`, days: (count: number, shown: string) => `${shown} ${count === 1 ? 'day' : 'days'}` },
  fields: {
    html: 'HTML text', text: 'Plain text', subject: 'Subject', target: 'Target', ratePerSecond: 'Rate', maxFailureRate: 'Failures that pause it', activities: 'Activities', schedule: 'Schedule', parameters: 'Parameters', reminders: 'Reminders', notificationGroup: 'Addresses', orderReviewers: 'Order reviewers',
    excludedEntities: 'Left out', password: 'Password', created: 'New', updated: 'Updated', rejected: 'Refused lines', name: 'Name', role: 'Role', entity: 'Entity', email: 'E-mail', locale: 'Language', timeZone: 'Time zone', contact: 'Contact', template: 'Template',
  } as Record<string, string>,
  query: { any: (values: string) => `is ${values}`, or: 'or', gt: (value: string) => `over ${value}`, gte: (value: string) => `at least ${value}`, lt: (value: string) => `under ${value}`, lte: (value: string) => `at most ${value}`, and: 'and' },
};

export type TellingTexts = typeof tellingEn;
