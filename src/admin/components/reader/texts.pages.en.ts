import type { RecurrenceUnit } from '../answers/processes.js';
import { figure, numberOf, type Count } from './figures.js';

const n = (value: Count): string => figure(value, 'en');
const some = (value: Count, one: string, many: string): string => `${n(value)} ${numberOf(value) === 1 ? one : many}`;
const messages = (count: Count): string => some(count, 'message', 'messages');

/** Words of the pages of campaigns, workflows, deliveries, notifications and entities. */
// prettier-ignore
export const pagesEn = {
  percent: (value: string) => `${value} %`,
  messages,
  target: {
    title: 'Target', reached: (cancellation: string) => `those reached before ${cancellation}`, where: (query: string) => `where ${query}`, ofCampaign: 'as its campaign says', ofEntity: (entity: string) => `recipients of ${entity}`, ofOrders: 'entities with an available order when it starts',
    missing: 'nobody yet: say whom it is for, then start it', part: (part: string) => `part ${part}`, ofWorkflow: 'what its workflow selected',
  },
  sure: {
    start: (code: string) => `Start ${code}`, pause: (code: string) => `Pause ${code}`, resume: (code: string) => `Resume ${code}`, stop: (code: string) => `Stop ${code}`, stopAnd: (code: string, pending: Count) => `Stop ${code} and cancel ${messages(pending)}`,
    startTitle: (label: string) => `Start “${label}”?`, pauseTitle: (label: string) => `Pause “${label}”?`, resumeTitle: (label: string) => `Resume “${label}”?`, stopTitle: (label: string) => `Stop “${label}”?`, keep: 'Leave it as it is', keepRunning: 'Leave it running',
    hint: 'optional: it stays in the timeline', final: 'A stop is for good: nothing of it can be resumed.',
  },
  delivery: {
    start: (target: string, rate: Count, limit: string) => `It goes to ${target}: each address once, at most ${some(rate, 'message', 'messages')} a second. How many they are is counted at the start. It pauses itself when more than ${limit} fail.`,
    pause: (pending: Count, sent: Count) => `${messages(pending)} wait until it is resumed. The ${n(sent)} sent stay sent; what is in the mail server’s hands now still arrives.`,
    resume: (pending: Count, about: string) => `${messages(pending)} go out${about ? `, in about ${about}` : ''}. Nobody is mailed twice and nobody is left out.`,
    stop: (pending: Count, sent: Count) => `${messages(pending)} are never sent; the ${n(sent)} sent stay sent.`, stopDraft: 'It has sent nothing yet.',
    mail: 'The mail', preview: (label: string) => `Preview of the mail “${label}”`, as: (name: string) => `with the fields of ${name}`, asNobody: 'fields shown by their names', html: 'HTML', text: 'Plain text', noHtml: 'It has no HTML: recipients get the plain text.', noText: 'It has no plain text.', remote: 'Pictures of other hosts are not loaded here.',
    rate: 'Rate', limit: 'At most', limitOf: (rate: Count) => `${n(rate)} a second`, threshold: 'Pauses itself', over: (limit: string) => `when more than ${limit} fail`, left: 'Left', about: (time: string) => `about ${time}`, lastMessage: 'Last message', lastRefusal: 'Last refusal', refusedAt: (reply: string, at: string, again: boolean) => `${reply} (${at}${again ? ', tried again' : ''})`, none: 'none yet', copyOf: 'Copy of', workers: 'Sent by',
    byEntity: 'By entity', canceled: 'Canceled', allEntities: (count: Count) => `Show all ${n(count)}`, showEntities: 'Show the figures of each entity', refresh: 'Count again', noEntities: 'It has no message yet: they are made when it starts.', countedAt: (at: string) => `counted at ${at}`, entities: (count: Count) => some(count, 'entity', 'entities'),
    correction: (code: string) => `A correction of ${code}: it goes to those who were reached before the cancel, and to nobody else.`, template: 'A template: copied into the campaign of each order, never started itself.', notStarted: 'Not started: figures come with the first message.',
  },
  asked: {
    title: 'Course', started: 'Started', pauseAsked: 'Pause asked', stopAsked: 'Stop asked', underWay: 'What is in flight ends', paused: 'Paused', stopped: 'Stopped', finished: 'Finished', failed: 'Failed', took: (time: string) => `after ${time}`, since: (time: string) => `for ${time}`, atOnce: 'at once', made: 'Made', placed: 'Placed',
  },
  workflow: {
    start: (count: Count) => `It does its ${some(count, 'activity', 'activities')} one after another.`, pause: (at: number, of: number) => `It rests in activity ${at} of ${of}.`, resume: (at: number, of: number) => `It goes on with activity ${at} of ${of}.`, stop: (left: Count) => `${some(left, 'activity is', 'activities are')} never done.`, goesOn: (code: string) => `Its delivery ${code} is a process of its own and goes on: pause or stop it there.`,
    steps: 'Activities', step: (index: number, of: number) => `${index} of ${of}`, everyone: 'every recipient of its campaign', query: 'Query', wait: 'Wait', split: 'Split', deliver: 'Deliver', 'recurring-deliver': 'Recurring delivery', every: (count: number, unit: RecurrenceUnit) => (count === 1 ? `every ${unit}` : `every ${n(count)} ${unit}s`), times: (count: Count) => some(count, 'time', 'times'), selected: (count: Count) => some(count, 'recipient selected', 'recipients selected'),
    by: (attribute: string) => `by ${attribute}`, parts: (count: Count) => `in ${n(count)} equal parts`, wakes: (at: string, away: string) => `wakes ${at}, ${away}`, until: (at: string) => `until ${at}`, seconds: (time: string) => `for ${time}`, whole: 'to everybody selected', toPart: (part: string) => `to part ${part}`, worker: 'Worked on by',
    state: { done: 'done', now: 'under way', wait: 'waiting', rest: 'paused here', stop: 'stopped here', fail: 'failed here', next: 'to come', never: 'never done' },
  },
  campaign: {
    start: (deliveries: Count, workflows: Count) => `Starts ${some(deliveries, 'delivery', 'deliveries')} and ${some(workflows, 'workflow', 'workflows')}. Templates are never started.`, pause: (deliveries: Count, workflows: Count, pending: Count) => `Pauses ${some(deliveries, 'delivery', 'deliveries')} and ${some(workflows, 'workflow', 'workflows')}: ${messages(pending)} wait.`,
    resume: (deliveries: Count, workflows: Count, pending: Count) => `Resumes ${some(deliveries, 'delivery', 'deliveries')} and ${some(workflows, 'workflow', 'workflows')}: ${messages(pending)} go out. Nobody is mailed twice.`, stop: (deliveries: Count, workflows: Count, pending: Count) => `Stops ${some(deliveries, 'delivery', 'deliveries')} and ${some(workflows, 'workflow', 'workflows')} for good: ${messages(pending)} are never sent; those sent stay sent.`,
    figures: 'Figures of its deliveries', children: 'Child campaigns', childrenOf: (count: Count) => `${n(count)} made by orders`, allChildren: 'All child campaigns', noChildren: 'No order has made one yet.', new: 'New campaign', newDelivery: 'New delivery', newWorkflow: 'New workflow', reference: 'Made from', allProcesses: 'All of them', none: 'None yet.', edit: 'Edit', actions: 'Actions', acts: (code: string) => `Actions of ${code}`,
  },
  pkg: {
    filter: 'Filter', filterLabel: 'Entity, code or label', csv: 'CSV', csvOf: 'These orders as CSV', clear: 'Clear', audience: (count: Count) => some(count, 'entity', 'entities'), audienceTitle: 'Audience', audienceFind: 'Find in the audience', audienceNone: 'Nobody of the audience matches.',
    allOrders: 'All orders of this package', shown: (shown: Count, total: Count) => `${n(shown)} of ${n(total)} deliveries running or paused`, workflows: (count: Count) => some(count, 'workflow', 'workflows'), rest: (time: string) => `about ${time}`, running: (paused: Count) => `running, ${n(paused)} paused`,
  },
  order: { rejected: (at: string, by: string, why: string) => `rejected on ${at} by ${by}${why ? `: “${why}”` : ''}`, canceled: (at: string, by: string, why: string) => `canceled on ${at} by ${by}${why ? `: “${why}”` : ''}`, all: 'All', created: 'Created', campaign: 'Child campaign and its processes', noCampaign: 'Its package makes no campaign for the entity: the reference’s deliveries serve it.', beforeAvailable: 'A child campaign is made when the order becomes available.', empty: 'Nothing was sent yet.' },
  mail: {
    state: 'State', tried: (count: Count) => some(count, 'attempt', 'attempts'), next: 'Tried next', accepted: 'Accepted by the mail server', messageId: 'Message-ID', earlier: 'Earlier sendings', resentBy: (who: string, at: string) => `sent again by ${who}, ${at}`, about: 'About', to: 'To', heldBack: 'Held back', heldBackWhy: (why: string) => `Held back: ${why}. It is not sent any more.`, notAgain: (why: string) => `It cannot be sent again: ${why}.`, resend: 'Send again…', resendTitle: (address: string) => `Send it again to ${address}?`, resendLead: 'One more mail leaves with the same text. How the earlier sending ended is kept beside it.', resendConfirm: 'Send it again', keep: 'Leave it', proof: 'Proof', noProof: 'The mail server has not accepted it yet.', neverTaken: 'The mail server never accepted it.', neverGiven: 'It was never given to the mail server.', allOfPackage: 'All mails of this package', uncertain: 'Cut off while the mail server took it: whether it arrived is not known, so it is not repeated by itself.', server: (reply: string) => `The mail server said: “${reply}”`, cancellation: 'Cancellation',
    errors: {
      'what it says, or its entity, is gone': 'what it says, or its entity, no longer exists', 'cut off while the mail server took it': 'cut off while the mail server took it', 'taken over by another worker': 'taken over by another worker',
      'the order is not available any more': 'the order is not available any more', 'the order is canceled by now': 'the order has been canceled meanwhile', 'the order does not await a decision any more': 'the order no longer awaits a decision', 'the package is canceled or in another cycle by now': 'the package has been canceled, or is in another cycle',
      'registration is open again': 'registration is open again', 'registration has closed': 'registration has closed', 'the package is in another cycle by now': 'the package is in another cycle by now', 'the package takes no registrations any more': 'the package takes no registrations any more', 'the package does not await this decision any more': 'the package no longer awaits this decision',
    } as Record<string, string>,
    worded: (why: string) => `it could not be worded: ${why}`,
  },
  entity: { told: 'Who is told', toldNone: 'Nobody: this entity gets no mail. Add an address to its notification group.', approves: 'Who approves its orders', approvesNone: 'Nobody is named: whoever is assigned, else head office, is asked.', orders: 'Orders', campaigns: 'Its campaigns', noOrders: 'It has not ordered anything yet.', noCampaigns: 'No campaign of its own yet: one begins with a by-campaign or local order that becomes available.', allOrders: 'All its orders', allCampaigns: 'All its campaigns', recipients: 'Recipients', mails: 'Mails to it'},
  entityForm: { new: 'New entity', edit: 'Edit the entity', create: 'Create the entity', localeHint: 'its mails are written in it', timeZoneHint: 'an IANA name, such as Europe/Paris', people: 'Who is told, who approves', toldHint: 'e-mail addresses, one a line' },
  operatorForm: { new: 'New operator', edit: 'Edit the operator', create: 'Create the operator', who: 'Who it is', may: 'What they may do', noLocale: 'as their browser says', passwordHint: 'at least 12 characters; without one they cannot sign in', passwordStays: 'empty: it stays as it is' },
  operator: { packages: 'Packages assigned to them', reviews: 'Packages they review', none: 'None.', all: 'All' },
  form: {
    newCampaign: 'New campaign', editCampaign: 'Edit the campaign', newDelivery: 'New delivery', editDelivery: 'Edit the delivery', newWorkflow: 'New workflow', editWorkflow: 'Edit the workflow', create: 'Create the draft', createCampaign: 'Create the campaign', what: 'What it is', mail: 'The mail', whom: 'Whom it is for', how: 'How fast, and when it pauses', template: 'Template', templateHint: 'copied into each order’s campaign, never started itself', subject: 'Subject', html: 'HTML text', text: 'Plain text', textHint: 'for mail programs without HTML; one of both must be given', rate: 'Messages a second, at most', failures: 'Pauses itself above, in % of failures', failuresHint: 'judged after 100 messages',
    entities: 'Entities', entitiesHint: 'none: its campaign says', query: 'Only recipients whose', attribute: 'Field', comparison: 'Comparison', value: 'Value', valueHint: 'several: separated by commas', addCondition: 'Add a condition', removeCondition: (position: number) => `Remove condition ${position}`, comparisons: { is: 'is', gt: 'is over', gte: 'is at least', lt: 'is under', lte: 'is at most' },
    fieldsTitle: 'Fields you may use', fieldsLead: 'A click copies it into the text you were in. A field without a value leaves nothing.', insert: (field: string) => `Insert ${field}`, fixedTarget: (code: string) => `Those reached before ${code}: fixed.`, start: 'Schedule start', end: 'Schedule end', folder: 'Folder',
    activities: 'Activities, in order', add: 'Add', addQuery: 'Add a query', addWait: 'Add a wait', addSplit: 'Add a split', addDeliver: 'Add a delivery', up: (position: number) => `Move activity ${position} up`, down: (position: number) => `Move activity ${position} down`, remove: (position: number) => `Remove activity ${position}`, activity: (position: number, type: string) => `${position}. ${type}`, waitFor: 'Wait for', waitUntil: 'Wait until', unit: 'Unit', units: { seconds: 'seconds', minutes: 'minutes', hours: 'hours', days: 'days' }, splitBy: 'Divide by', splitParts: 'equal parts', splitAttribute: 'a field', parts: 'Parts', part: 'Part', partHint: 'empty: everybody selected', sends: 'What it sends', howOften: 'How often', once: 'once', again: 'again and again', every: 'Every', recurrenceUnits: { minute: 'minutes', hour: 'hours', day: 'days', week: 'weeks', month: 'months' }, times: 'Times', timesHint: 'empty: until the last time', firstTime: 'First time', firstTimeHint: 'empty: at once', lastTime: 'Not after', channel: 'Channel', channels: { smtp: 'E-mail', http: 'Outside sender' },
    preview: 'Preview', none: 'Nothing to do yet: add the first activity.', waitWay: 'How long',
  },
};

export type PagesTexts = typeof pagesEn;
