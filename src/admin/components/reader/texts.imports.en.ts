import { figure, numberOf, type Count } from './figures.js';

const n = (value: Count): string => figure(value, 'en');
const lines = (count: Count): string => `${n(count)} ${numberOf(count) === 1 ? 'line' : 'lines'}`;
type List = 'recipients' | 'entities';

// prettier-ignore
export const importsEn = {
  open: 'Import…', title: { recipients: 'Import recipients', entities: 'Import entities' },
  lead: { recipients: 'First you see what the file would do. Nothing is written before you confirm.', entities: 'First you see what the file would do. Nothing is written before you confirm.' },
  choose: 'Choose a CSV file', another: 'Choose another file', hint: 'Or drop it here. Comma, semicolon or tab between the cells; up to 100 MB.',
  columns: { recipients: 'The first line names the columns: email and entity are needed; any further column becomes an attribute. A recipient that the entity has already is updated.', entities: 'The first line names the columns. A line with a code changes that entity; one without makes a new one.' },
  template: 'Download a template', templateName: { recipients: 'recipients-template.csv', entities: 'entities-template.csv' },
  reading: (name: string) => `Reading ${name}: each line is checked, nothing is written.`, importing: (name: string) => `Importing ${name}. A large file takes minutes; leave this page open.`,
  oldEncoding: 'The file is not UTF-8; it was read as Windows-1252. Look at the accents in the list afterwards, or save it as CSV (UTF-8) and choose it again.',
  preview: (count: number) => `What the file would do: ${lines(count)}`, done: (count: number) => `What the file did: ${lines(count)}`,
  willBe: { created: 'Would be created', updated: 'Would be updated', rejected: 'Rejected' }, was: { created: 'Created', updated: 'Updated', rejected: 'Rejected' },
  noneGood: 'Nothing in it can be imported. Mend the file and choose it again.', nothingYet: 'Nothing is written yet.',
  rejectedOf: (shown: number, total: number) => (shown < total ? `The first ${n(shown)} of ${n(total)} rejected lines` : 'Rejected lines; mend them and import the file again, nothing is saved twice'),
  line: 'Line', why: 'Reason', result: 'Result', of: { recipients: 'E-mail', entities: 'Entity' }, results: { created: 'created', updated: 'updated', rejected: 'rejected' },
  download: 'Line by line, as a file', firstOnly: (count: number) => `It holds the first ${lines(count)}.`, reportName: { recipients: 'recipients-import.csv', entities: 'entities-import.csv' },
  confirm: (list: List, count: number) => `Import ${n(count)} ${list === 'recipients' ? (count === 1 ? 'recipient' : 'recipients') : count === 1 ? 'entity' : 'entities'}`, leave: 'Import nothing', close: 'Close',
};
export type ImportsTexts = typeof importsEn;
