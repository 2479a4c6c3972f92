import { figure, numberOf, type Count } from './figures.js';
import { lifeEn } from './texts.life.en.js';
import { cascadeEn } from './texts.cascade.en.js';
import { importsEn } from './texts.imports.en.js';
import { bulkEn } from './texts.bulk.en.js';
import { dashboardEn } from './texts.dashboard.en.js';
import { conflictEn } from './texts.conflict.en.js';
import { listsEn } from './texts.lists.en.js';
import { ownEn } from './texts.own.en.js';
import { pagesEn } from './texts.pages.en.js';
import { statusesEn } from './texts.statuses.en.js';
import { tellingEn } from './texts.telling.en.js';

const n = (value: Count): string => figure(value, 'en');
const some = (value: Count, one: string, many: string): string => `${n(value)} ${numberOf(value) === 1 ? one : many}`;
const one = (count: number, single: string, many: string): string => (count === 1 ? single : many);
const far = (days: number, hours: number, minutes: number, seconds: number): string => {
  if (days > 0) return hours > 0 && days < 7 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 && hours < 12 ? `${hours} h ${minutes} min` : `${hours} h`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
};

// prettier-ignore
export const en = {
  far,
  life: lifeEn,
  own: ownEn,
  lists: listsEn,
  conflict: conflictEn,
  dashboard: dashboardEn,
  bulk: bulkEn,
  imports: importsEn,
  pick: { remove: (name: string) => `Remove ${name}`, none: 'Nothing is called so.', type: 'Type a name or a code', unnamed: 'Nothing is chosen by what is typed: choose from the list, or empty the field.' },
  cascade: cascadeEn,
  statusOf: statusesEn,
  pages: pagesEn,
  telling: tellingEn,
  ago: (time: string) => `${time} ago`,
  in: (time: string) => `in ${time}`,
  pair: (name: string, value: string) => `${name}: ${value}`,
  quoted: (text: string) => `“${text}”`,
  verbs: { submit: 'submit', approve: 'approve', reject: 'reject', publish: 'publish', cancel: 'cancel', reinitialize: 'reinitialize', edit: 'edit', place: 'place', start: 'start', pause: 'pause', resume: 'resume', stop: 'stop' },
  none: '—',
  unknown: 'not known yet',
  yes: 'yes',
  no: 'no',
  frame: {
    skip: 'Skip to content', path: 'Where you are', main: 'Main', menu: 'Open the menu', closeMenu: 'Close the menu', search: 'Search a code or a label', searchHint: 'Code or label',
    zone: (zone: string, name: string) => `Times: ${zone} (${name})`, language: 'Language', signOut: 'Sign out',
    loading: 'Loading…', broken: 'This screen met an error and shows nothing rather than something wrong.', retry: 'Try again', notFound: 'There is nothing at this address', unavailable: 'This cannot be shown now', notFoundWhy: 'The code may be mistyped, or the thing is not yours to see.', home: 'Go to the home page',
    live: (seconds: string) => `Live, updated ${seconds} s ago`, lost: (seconds: string) => `Last heard ${seconds} s ago, retrying`, close: 'Close', running: (count: Count) => `${n(count)} running`,
  },
  keys: { title: 'Keys', list: [['/', 'search a code or a label'], ['f', 'filter the list'], ['j', 'next row'], ['k', 'row before'], ['Enter', 'open the row'], ['x', 'tick the row'], ['p', 'look at the order of the row'], ['e', 'edit'], ['Esc', 'close'], ['?', 'these keys']] as [string, string][] },
  roles: { admin: 'administrator', central: 'central', local: 'local' },
  groups: { marketing: 'Distributed marketing', processes: 'Processes', network: 'Network', proof: 'Proof', system: 'System' },
  things: {
    home: 'Home', packages: 'Packages', orders: 'Campaign orders', cancellations: 'Cancellations', campaigns: 'Campaigns', workflows: 'Workflows', deliveries: 'Deliveries',
    entities: 'Entities', recipients: 'Recipients', operators: 'Operators', notifications: 'Notifications', journal: 'Journal', 'bulk-runs': 'Actions on many', queues: 'Queues',
  },
  status: {
    'being-edited': 'Being edited', 'pending-approval': 'Pending approval', approved: 'Approved', rejected: 'Rejected', published: 'Published', canceled: 'Canceled',
    draft: 'Draft', ordered: 'Ordered', available: 'Available', running: 'Running', finished: 'Finished', pausing: 'Pausing', paused: 'Paused', stopping: 'Stopping', stopped: 'Stopped', failed: 'Failed',
    pending: 'Pending', sending: 'Sending', sent: 'Sent', uncertain: 'Uncertain',
  },
  level: { local: 'Local', simple: 'Simple', 'by-form': 'By form', 'by-campaign': 'By campaign', 'by-target-approval': 'By target approval' },
  kind: { local: 'local', collaborative: 'collaborative', reference: 'Reference', child: 'Child' },
  wholeLevel: (kind: string, level: string) => (kind === 'local' ? 'Local' : `Collaborative, ${level.toLowerCase()}`),
  badge: {
    created: (at: string) => `created on ${at}`,
    pending: (until: string) => `approval in progress, until ${until}`,
    pendingSince: (at: string) => `approval in progress since ${at}`,
    available: (at: string) => `available on ${at}`,
    rejected: (at: string, by: string, why: string) => `rejected on ${at} by ${by}${why ? `: “${why}”` : ''}`,
    published: (at: string, available: string) => `published on ${at}${available ? `, available since ${available}` : ''}`,
    canceled: (at: string, by: string, why: string) => `canceled on ${at} by ${by}${why ? `: “${why}”` : ''}`,
    since: (at: string) => `since ${at}`,
  },
  late: {
    word: 'Late', for: (time: string) => `Late ${time}`, since: (at: string, time: string) => `Late since ${at} (${time}).`,
    why: {
      availableAt: 'The availability date has passed before the package was approved and published.',
      approvalDeadline: 'The approval deadline has passed without a decision.',
      registrationDeadline: 'The registration deadline has passed and orders still await approval.',
      personalizationDeadline: 'The personalization deadline has passed and required parameters are missing.',
    },
    see: (count: Count) => `See the ${some(count, 'order', 'orders')}`,
  },
  fields: {
    code: 'Code', label: 'Label', kind: 'Kind', distributionLevel: 'Level', status: 'Status', campaign: 'Campaign', referenceCampaign: 'Reference campaign', folder: 'Folder', orders: 'Orders', modified: 'Modified', created: 'Created',
    package: 'Package', entity: 'Entity', assignedTo: 'Assigned to', comment: 'Comment', parameters: 'What the entity entered', cycle: 'Cycle', audience: 'Audience', orderApproval: 'Orders approved', allowMultipleOrders: 'Several orders per entity',
    reviewers: 'Reviewers', approvalDeadline: 'Approval deadline', schedule: 'Schedule', 'schedule.start': 'Schedule start', 'schedule.end': 'Schedule end', availableAt: 'Availability date', registrationDeadline: 'Registration deadline',
    personalizationDeadline: 'Personalization deadline', form: 'Form', order: 'Order', child: 'Child campaign', state: 'State', progress: 'Progress', failed: 'Failed', sent: 'Sent', pending: 'Pending', canceled: 'Canceled, never sent', uncertain: 'Uncertain', toDeliver: 'To deliver',
    activity: 'Activity', started: 'Started', stopped: 'Stopped', finished: 'Finished', reason: 'Reason', template: 'Template', workflow: 'Made by workflow', subject: 'Subject', name: 'Name', email: 'E-mail', role: 'Role', locale: 'Language', timeZone: 'Time zone', addresses: 'Addresses',
    contact: 'Contact', event: 'Event', address: 'Address', attempts: 'Attempts', proof: 'Proof', when: 'When', who: 'Who', what: 'What', by: 'By', steps: 'Steps', rate: 'Messages a second', incomplete: 'Required parameters missing', at: 'At', firstName: 'First name', lastName: 'Last name', search: 'Text or code',
    late: 'Late', availability: 'Available from', availabilityTo: 'Available to', text: 'Text or code', requested: 'Requested', perSecond: 'Rate', last: 'Last message',
  },
  list: {
    all: 'All', filter: 'Filter the list', clear: 'Clear all', remove: (filter: string) => `Remove the filter ${filter}`, newer: 'Newer', older: 'Older', apply: 'Show the list', any: 'any', statuses: 'Status',
    match: (count: Count) => `${n(count)} match the filters, newest change first.`, total: (count: Count) => `${n(count)} in all, newest change first.`, range: (from: number, to: number, of: Count | null) => `${n(from)} to ${n(to)}${of === null ? '' : ` of ${n(of)}`}`,
    caption: (thing: string) => `${thing} that match the filters`, emptyFiltered: 'Nothing matches these filters. Take one away, or clear them all.', empty: 'Nothing here yet.', emptyPackages: 'No package yet. Make the first one with “New package”.',
    toApprove: (count: number) => `${n(count)} to approve`, allCanceled: 'all canceled', status: 'Status', scroll: (thing: string) => `${thing}, scrolls sideways`, zoned: (column: string, zone: string) => `${column} (${zone})`,
      },
  package: {
    new: 'New package', edit: 'Edit', submit: 'Submit for approval', approve: 'Approve', reject: 'Reject…', publish: 'Publish now', cancel: 'Cancel…', reinitialize: 'Reinitialize…', summary: 'Summary', dates: 'Schedule and deadlines', approvals: 'Approvals', timeline: 'Timeline', processes: 'Processes',
    actions: 'What you may do', live: (live: Count, cycle: number) => `${n(live)} live, cycle ${cycle}`, noOrders: 'No order in this cycle yet.', noProcesses: 'No delivery or workflow runs here.', now: (at: string) => `Now, ${at}`, visible: (at: string) => `Schedule: visible since ${at}`, visibleFrom: (at: string) => `Schedule: visible from ${at}`, noDates: 'No date is set yet.',
    entities: (count: Count) => some(count, 'entity', 'entities'), everyEntity: 'every entity', noAudience: 'nobody yet', manual: 'Manually, each by hand', firstCycle: '1, no earlier one', allOrders: 'All orders of this package', wholeJournal: (code: string) => `Whole journal of ${code}`, approved: (who: string) => `${who} approved`, rejected: (who: string) => `${who} rejected`,
    waits: 'asked, has not answered yet', notNeeded: 'not needed any more: one approval is enough', noReviewer: 'No reviewer is named: any central operator may approve.', notSubmitted: 'Not submitted yet.', canceledBy: (who: string) => `Canceled by ${who}`, seeCancellation: 'See the cancellation',
    processed: (done: Count, total: Count) => `${n(done)} of ${n(total)} processed`, ofCampaign: (code: string) => `of ${code} and its child campaigns`, runningPaused: (running: Count, paused: Count) => `${n(running)} running, ${n(paused)} paused`, allDeliveries: 'All deliveries', allWorkflows: 'All workflows',     done: { submit: 'Submitted for approval.', approve: 'Approved.', reject: 'Rejected.', publish: 'Published.', save: 'Saved.', create: 'Created.', cancel: 'Canceled.', place: 'Placed.', start: 'Start asked.', pause: 'Pause asked.', resume: 'Resume asked.', stop: 'Stop asked.' },
    publishTitle: (label: string) => `Publish “${label}” now?`, publishWhy: 'Its availability date becomes this moment, and the entities of its audience may order at once.', keep: 'Keep the package', keepAsIs: 'Leave it as it is',
  },
  cancel: {
    title: (label: string) => `Cancel the package “${label}”?`, lead: 'It is canceled for everyone as soon as you confirm. The rest follows by itself and you can watch it.', does: 'What this does', counting: 'Counting what hangs on it…', comment: 'Comment', commentHint: 'recommended: every entity reads it', commentHintLocal: 'recommended: it stays in the journal',
    orders: (c: number) => one(c, 'order becomes canceled', 'orders become canceled'), parts: { available: 'available', approved: 'approved', ordered: 'ordered', draft: 'draft' }, ordersNote: (parts: string, rest: number) => `${parts ? `${parts}. ` : ''}${rest > 0 ? `The ${n(rest)} rejected or canceled before stay as they are.` : 'No other order is touched.'}`,
    campaigns: (c: number) => one(c, 'campaign becomes canceled', 'campaigns become canceled'), campaignsNote: 'Their drafts never start.',
    workflows: (c: number) => one(c, 'workflow stops', 'workflows stop'), workflowsNote: 'Before the deliveries, so that none of them makes another one.', deliveries: (c: number) => one(c, 'delivery stops', 'deliveries stop'), deliveriesNote: 'Running and paused ones alike.',
    messages: (c: number) => one(c, 'message is not sent', 'messages are not sent'), messagesNote: 'Those that have left already cannot be called back. You get the list of who received them.', entities: (c: number) => one(c, 'entity is told by e-mail', 'entities are told by e-mail'), entitiesNote: (addresses: Count) => `${some(addresses, 'address', 'addresses')}, in each entity’s language, with your name and your comment.`,
    local: (orders: number) => `The package leaves the entities’ list. ${orders > 0 ? `Its ${some(orders, 'order lives', 'orders live')} on; nobody is mailed.` : 'It has no order; nobody is mailed.'}`, localNote: 'Orders still awaiting approval can be approved or rejected as before; drafts can no longer be placed.',
    undo: 'You may reinitialize the package later. These orders stay canceled.', undoLocal: 'You may reinitialize the package later.', keep: 'Keep the package', confirm: (code: string, orders: number) => (orders > 0 ? `Cancel ${code} and ${some(orders, 'order', 'orders')}` : `Cancel ${code}`), region: 'What will be canceled', thePackage: 'The package',
    orderKeep: 'Keep the order', statusIn: (code: string, status: string) => `${code}, ${status.toLowerCase()}`, scheduleIn: (from: string, to: string) => `${from} to ${to}`,
  },
  cancellation: {
    title: (label: string) => `Cancellation of “${label}”`, by: 'by', truth: 'Canceled, true now', since: (at: string) => `Since ${at}, for every reader.`, allOrders: (orders: Count) => `All ${some(orders, 'order reads', 'orders read')} as canceled. Nobody can order, and nothing new can start or send.`, local: 'The package left the entities’ list. Its orders live on and nobody is mailed.', order: 'The order reads as canceled, and nothing of it can start or send.',
    running: (done: number, total: number) => `Cascade running, ${done} of ${total} steps done`, runningFor: (time: string) => `For ${time}.`, runningWhat: 'It writes the orders down, stops what was running and tells the entities. You may leave this page: it goes on without you.', finished: (at: string) => `Cascade finished at ${at}`, finishedIn: (time: string) => `In ${time}.`, outstanding: (mails: Count) => `${some(mails, 'mail is', 'mails are')} still retried.`, allTold: 'Everything is recorded and every mail was tried.', allRecorded: 'Everything is recorded.', nothing: 'There was nothing to stop.',
    cascade: 'Cascade', steps: { orders: 'Orders', campaigns: 'Campaigns', workflows: 'Workflows', deliveries: 'Deliveries', notifications: 'Notifications' }, state: { pending: 'not started', running: 'under way', done: 'done' }, of: (total: Count) => `of ${n(total)}`, doneAt: (at: string) => `done at ${at}`, within: (time: string) => `in ${time}`, waits: 'starts when the rest is done', startedAt: (at: string) => `started at ${at}`, waitsTurn: 'waits for its turn',
    sr: (step: string, done: Count, total: Count) => `${step}: done, ${n(done)} of ${n(total)}.`, report: 'Halt report', requested: (at: string) => `requested at ${at}`, reached: 'Recipients reached (CSV)', noDeliveries: 'No delivery was running.', lastMessage: 'Last message known to have left', after: (time: string) => `${time} after the request`, before: 'before the request', pendingIn: (c: Count) => `Pending, in ${n(c)} stopping`,
    bar: (d: { toDeliver: Count; sent: Count; failed: Count; canceled: Count; pending: Count; uncertain: Count }) => `Of ${n(d.toDeliver)} messages: ${n(d.sent)} sent, ${n(d.failed)} failed, ${n(d.canceled)} canceled, ${n(d.pending)} pending, ${n(d.uncertain)} uncertain`, reachedHint: (c: Count) => `${some(c, 'recipient has', 'recipients have')} been reached; uncertain ones are listed apart in the file.`, columns: { delivery: 'Delivery', last: 'Last message', stopped: 'Stopped', workflow: 'Workflow', activity: 'Activity it was in', worker: 'Worker' },
    caption: 'Halt report by delivery, those still stopping first', captionWorkflows: 'Halt report by workflow', stoppedOf: (stopped: Count, total: Count) => `${n(stopped)} of ${n(total)} stopped`, moreEntities: (c: Count, code: string) => `${n(c)} more entities of ${code}`, fewerEntities: 'Show fewer entities', mails: (sent: Count, addresses: Count) => `${n(sent)} of ${n(addresses)} accepted by the mail server`, goesOn: 'goes on for the other entities', cancellation: 'Cancellation',
  },
  reinitialize: {
    title: (label: string) => `Reinitialize the package “${label}”?`, confirm: "Reinitializing the package sets its status to 'Being edited' so that it can be used once more. Click OK to confirm.", ok: 'OK', form: 'Reinitialize the package', lead: (cycle: number) => `This is the package as it will be in cycle ${cycle}. Nothing is written until you save. Dates in the past are emptied.`, save: 'Save', closed: 'Its present orders stay as a record of the closed cycle.',
  },
  reject: { title: (label: string) => `Reject “${label}”?`, hint: 'required: the submitter reads it', hintOrder: 'required: the entity reads it', confirm: 'Reject', missing: 'Say why you reject it.' },
  approveOrder: 'Approve', place: 'Place the order', orderDelete: 'Delete…', orderGeneral: 'General', orderEdit: 'Edit', noParameters: 'The entity entered nothing.', orderOf: (entity: string) => `Order of ${entity}`,
  process: { start: 'Start', pause: 'Pause', resume: 'Resume', stop: 'Stop…', stopTitle: (code: string) => `Stop ${code}?`, stopWhy: 'A stopped process is final: it cannot be resumed. Messages not yet sent are canceled; those sent stay sent.', stopCampaignWhy: 'All processes of this campaign stop for good. Messages not yet sent are canceled.', keepRunning: 'Leave it running', figures: 'Figures', activities: 'Activities', activity: { query: 'query', wait: 'wait', split: 'split', deliver: 'deliver', 'recurring-deliver': 'recurring delivery' }, until: (at: string) => `until ${at}`, activityOf: (index: number, of: number) => `activity ${index} of ${of}`, },
  form: {
    save: 'Save', back: 'Leave without saving', errors: (c: number) => (c === 1 ? 'One field needs your attention.' : `${n(c)} fields need your attention.`), zone: (zone: string) => `Dates and times are in ${zone}.`, hintFolder: 'parts separated by a slash', hintAudience: 'Type names or codes, or paste a list of codes.', hintEmptyLocal: 'Empty: every entity.', voids: 'Changing kind, level, campaign, audience, form, dates or order approval voids the approval: the package goes back to Being edited.', publishedOnly: 'Entities order it already: label, folder, assigned to, schedule end, registration and personalization deadlines may change, and entities may be added.', create: 'Create', nothing: 'Nothing was changed.', addField: 'Add a field', removeField: 'Remove this field', fieldName: 'Name', fieldType: 'Type', required: 'required', options: 'Choices', hintOptions: 'separated by commas', optional: 'optional',
    basics: 'What it is', offer: 'To whom, and how', when: 'When', people: 'Who looks after it', formFields: 'What entities fill in', types: { text: 'Text', number: 'Number', date: 'Date', boolean: 'Yes or no', choice: 'Choice' },
  },
  journal: { empty: 'Nothing is written in the journal yet.' },
  home: { needs: 'Needs attention', seeAll: 'See all', nothing: 'Nothing needs you now.', cascading: 'Canceled for all, the cascade still runs', packages: (c: Count) => some(c, 'package', 'packages'), late: (c: Count) => `${n(c)} late`, running: 'Deliveries under way', noRunning: 'No delivery is running.', follow: 'Follow', open: 'Open', waits: 'Waits for approval' },
  problem: { network: 'Relais does not answer. Your screen keeps what it knew.', allowed: (actions: string) => `Possible now: ${actions}.`, nothingAllowed: 'Nothing can be done with it now.', },
  events: {
    'catalog-entry': 'New catalog entry', 'campaign-subscription': 'Campaign subscription', 'package-approval': 'Campaign package approval', 'order-approval': 'Approval of order', 'order-rejected': 'Order rejected',
    'campaign-available': 'Campaign available', 'order-canceled': 'Order canceled', 'registration-closed': 'Registration closed', 'approval-reminder': 'Reminder', 'package-canceled': 'Cancellation of package',
  },
  resent: 'It will be sent again.',
};

export type Texts = typeof en;
