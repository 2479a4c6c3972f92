import { figure, numberOf, type Count } from './figures.js';

const n = (value: Count): string => figure(value, 'en');
type Thing = 'packages' | 'orders' | 'workflows' | 'deliveries';
const THINGS: Record<Thing, [string, string]> = { packages: ['package', 'packages'], orders: ['order', 'orders'], workflows: ['workflow', 'workflows'], deliveries: ['delivery', 'deliveries'] };
const things = (list: Thing, count: Count): string => `${n(count)} ${THINGS[list][numberOf(count) === 1 ? 0 : 1]}`;
const VERBS = { submit: 'Submit', approve: 'Approve', reject: 'Reject', cancel: 'Cancel', reinitialize: 'Reinitialize', start: 'Start', pause: 'Pause', resume: 'Resume', stop: 'Stop' } as const;
type Verb = keyof typeof VERBS;

// prettier-ignore
export const bulkEn = {
  bar: 'What is ticked', ticked: (count: Count) => `${n(count)} ticked`, takeAll: (count: Count) => `Take all ${n(count)} that match`, allTaken: (count: Count) => `All ${n(count)} that match`, untick: 'Untick',
  act: (verb: Verb, allowed: number, count: number) => (allowed === count ? `${VERBS[verb]} ${n(count)}…` : `${VERBS[verb]} ${n(allowed)} of ${n(count)}…`),
  note: 'Counted again when you confirm; refused if it moved.', counting: 'Counting…',
  title: (verb: Verb, list: Thing, count: number) => `${VERBS[verb]} ${things(list, count)}?`,
  lead: (allowed: number, count: number) => (allowed === count ? 'Each gets a result of its own.' : `It applies to ${n(allowed)} of ${n(count)} now; the others are refused, each with its reason.`),
  first: (names: string, more: number) => (more > 0 ? `${names} and ${n(more)} more` : names),
  effects: { submit: 'Their reviewers are asked by e-mail.', approve: 'What is due is published or made available at once, and those concerned are told.', reject: 'Each entity reads your comment.', cancel: 'This cannot be undone: orders, campaigns, workflows and deliveries that hang on them are canceled and stopped, and every entity concerned is told.', reinitialize: 'Each begins its next cycle, to be edited; present orders stay as a record.', start: 'They begin to run.', pause: 'What is in flight is finished; they can be resumed.', resume: 'They go on where they were paused.', stop: 'A stopped one cannot be resumed. Messages not sent are canceled.' },
  effectOrders: 'This cannot be undone: the orders are canceled, what runs of them is stopped, and their entities are told.',
  confirm: (verb: Verb, list: Thing, count: number) => `${VERBS[verb]} ${things(list, count)}`, confirmSome: (verb: Verb, list: Thing, allowed: number, count: number) => `${VERBS[verb]} ${n(allowed)} of ${things(list, count)}`, keep: (list: Thing) => `Leave the ${THINGS[list][1]} as they are`,
  comment: 'Comment', commentHint: 'recommended: those concerned read it', commentRequired: 'required: each entity reads it', commentMissing: 'Say why you reject them.',
  run: (verb: Verb, list: Thing, count: number) => `${VERBS[verb]} ${things(list, count)}`, runs: 'Actions on many', by: 'by', running: 'Under way', finished: (at: string) => `Finished at ${at}`,
  progress: (done: number, total: number) => `${n(done)} of ${n(total)} worked`, succeeded: 'Done', refused: 'Refused', left: 'Still to do', all: 'All', results: 'Result of each', result: { pending: 'Still to do', done: 'Done', refused: 'Refused' },
  looked: (looked: number, count: number) => `The numbers are those of the first ${n(looked)} of ${n(count)}.`,
  noRuns: 'You have given no command to many yet: tick rows of a list, then choose what to do with them.', more: 'Next', less: 'Previous',
  none: 'None of them.', follow: 'Follow the cancellation', thing: { packages: 'Package', orders: 'Order', workflows: 'Workflow', deliveries: 'Delivery' },
};
export type BulkTexts = typeof bulkEn;
