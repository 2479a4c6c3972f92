import { figure, numberOf, type Count } from './figures.js';

const n = (value: Count): string => figure(value, 'en');
const some = (value: Count, one: string, many: string): string => `${n(value)} ${numberOf(value) === 1 ? one : many}`;

// prettier-ignore
export const cascadeEn = {
  movedAt: (at: string) => `last moved at ${at}`,
  perSecond: (count: number) => `${n(count)}/s`,
  stopping: (stopped: number, stopping: number) => `${n(stopped)} stopped, ${n(stopping)} stopping`,
  waitsFor: (workers: string) => `waits for ${workers}`,
  wait: (count: number, workers: string) => `${some(count, 'delivery waits', 'deliveries wait')} for ${workers}.`,
  waitWhy: 'Nothing more can be claimed by it. They count as stopped when it answers or its lease runs out; a message that was in its hands is reported as uncertain, never sent again.',
  shown: (shown: number, of: number) => `${n(shown)} of ${some(of, 'delivery', 'deliveries')}, those still stopping first`,
  all: (count: number) => `Show all ${n(count)}`,
  fewer: 'Show fewer',
  byEntity: 'By entity', byEntityOf: (code: string) => `Show the entities of ${code}`, hideEntitiesOf: (code: string) => `Hide the entities of ${code}`,
  report: 'Halt report (CSV)', correct: 'Correct what was sent…',
  correctTitle: (code: string) => `Correct what ${code} had sent?`,
  correctWhy: 'Makes a campaign of no package, “Correction of …”, with one draft delivery to just those that were reached, or may have been. Nothing is sent: you check the draft and start it.',
  correctDo: 'Make the correction', correctKeep: 'Not now', corrected: 'The correction is made.',
  correctionIs: 'Correction', openCorrection: 'Open the correction', made: (who: string, when: string) => `made by ${who}, ${when}`,
  first: (names: string, more: number) => (more > 0 ? `${names} and ${n(more)} more` : names),
  more: (count: number) => `and ${n(count)} more`,
  gone: (count: Count) => `${some(count, 'message has', 'messages have')} left already and cannot be called back. You get the list of who received them.`,
  falling: (rate: number) => `falling by ${n(rate)} a second`,
  mail: 'The mail they get',
  mailLead: 'Each entity reads it in its own language, with what became of its own order and deliveries.',
  mailBox: (when: string) => `The campaign was canceled centrally on ${when}`,
  mailBy: (who: string) => `Canceled by ${who}`,
  noComment: 'without a comment',
  already: (who: string, when: string) => `${who} canceled this package already, ${when}.`,
  seeIt: 'See that cancellation',
  reinitialize: {
    kept: 'What stays', reset: 'What begins anew', nothingYet: 'The form comes next. Nothing is written before you save it.',
    keeps: ['Label, folder and level', 'Audience, form and reviewers', 'Dates still to come'],
    keepsLocal: 'Every order and its campaign: they are the entities’, and live on',
    keepsRecord: 'Available and approved orders with their campaigns, as a record that nothing changes any more',
    resets: (cycle: number) => [`Cycle ${n(cycle)} opens, and the status is “Being edited”`, 'Approval, availability and cancel marks are cleared', 'Dates in the past are emptied', 'Entities see the offer only once it is approved and published again'],
    resetsCollaborative: ['Draft and ordered orders of this cycle read as canceled', 'The campaign is being edited again, with fresh drafts of its workflows and deliveries'],
  },
  asking: 'Asked for twice a second: the live connection does not get through.',
};
export type CascadeTexts = typeof cascadeEn;
