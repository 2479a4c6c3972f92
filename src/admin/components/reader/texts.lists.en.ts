import { figure, numberOf, type Count } from './figures.js';

const n = (value: Count): string => figure(value, 'en');
const some = (value: Count, one: string, many: string): string => `${n(value)} ${numberOf(value) === 1 ? one : many}`;

// prettier-ignore
export const listsEn = {
  since: (what: string, day: string) => `${what}: since ${day}`, until: (what: string, day: string) => `${what}: until ${day}`, atLeast: (what: string, number: string) => `${what}: ${number} or more`, atMost: (what: string, number: string) => `${what}: ${number} or fewer`,
  from: 'From', to: 'To', least: 'At least', most: 'At most',
  quick: 'Quick choice', today: 'Today', lastDays: (days: number) => `Last ${days} days`, thisMonth: 'This month',
  matchOf: (match: Count, all: Count) => `${n(match)} of ${n(all)} match the filters, newest change first.`,
  exported: (count: Count) => `Export ${n(count)} as CSV`, exportAll: 'Export as CSV',
  columns: 'Columns', columnsOf: (list: string) => `Columns of “${list}”`, columnsReset: 'Show all columns',
  sorted: (column: string) => `Sort by ${column}`,
  tick: (what: string) => `Tick ${what}`, tickAll: 'Tick all on this page',
  emptyAll: 'Nothing here yet.', clearFilters: 'Clear the filters',
  created: 'Created', modified: 'Modified', registration: 'Registration deadline', ordered: 'Ordered', started: 'Started', accepted: 'Accepted by the mail server', canceledAt: 'Canceled', at: 'When',
  available: 'Availability date', cycle: 'Cycle', toDeliver: 'To deliver', failed: 'Failed', reviewer: 'Reviewer', command: 'Command', refused: 'Refused attempts', state: 'State', event: 'Event', results: 'Results', noResult: 'Nothing is called so. Enter searches the packages.',
  view: 'View', views: 'Saved views', noView: 'No view', own: 'Your views', sharedViews: 'Shared views', none: 'No view is saved of this list yet.', changed: 'changed', shared: 'shared', saveAs: 'Save as view…', save: 'Save the changes', name: 'Name', share: 'Share with all of head office', rename: 'Rename…', renameTitle: (name: string) => `Rename “${name}”`, remove: 'Delete this view', saveTitle: 'Save as view', keep: 'Not now', saveIt: 'Save the view', by: (owner: string) => `by ${owner}`, removed: 'The view is deleted.', unsaved: (count: number) => `${some(count, 'filter', 'filters')}`,
};
export type ListsTexts = typeof listsEn;
