/** Words for approvals, reminders, times, cycles and orders. */
// prettier-ignore
export const lifeEn = {
  time: {
    missing: (time: string, from: string, to: string) => `${time} does not exist that day: clocks go forward from ${from} to ${to}. Choose another time.`,
    twice: (time: string) => `${time} comes twice that day, because clocks go back. Which one:`,
    first: (time: string) => `${time}, the first`,
    second: (time: string) => `${time}, the second`,
  },
  reminders: {
    title: 'Reminders', lead: 'Mailed to the reviewers while the package awaits their approval.', none: 'No reminder is set.', from: 'Counted from', date: 'a date', submission: 'the submission', deadline: 'the approval deadline', on: 'Date', days: 'Days', hintDays: 'after it; −1: the day before',
    add: 'Add a reminder', remove: (position: number) => `Remove reminder ${position}`, group: (position: number) => `Reminder ${position}`, planned: 'Reminders', sent: (at: string) => `sent, ${at}`, ahead: (at: string, away: string) => `${at}, ${away}`, missed: (at: string) => `${at}, not sent`,
  },
  approvals: {
    asked: (who: string, at: string) => `Asked by ${who}, ${at}`, until: (at: string, away: string) => `Decision until ${at}, ${away}`, passed: (at: string, away: string) => `The deadline, ${at}, passed ${away}: any central operator but the submitter may decide now.`,
    own: 'You submitted it: another of its reviewers decides.', notYours: 'Its reviewers decide. Once the deadline has passed, any central operator may.', yours: 'You are asked to decide: one approval is enough.', automatic: 'Automatically: entities are registered at approval and may withdraw', notAsked: 'not asked yet',
  },
  orderApproval: { manual: 'by hand, each one', automatic: 'automatically, entities may withdraw' },
  decided: {
    approved: (who: string, at: string) => `${who} approved it already, ${at}.`, rejected: (who: string, at: string) => `${who} rejected it already, ${at}.`, other: (who: string, at: string) => `${who} decided already, ${at}.`, yours: 'Your click changed nothing.',
  },
  cycles: {
    title: 'Earlier cycles', cycle: (cycle: number) => `Cycle ${cycle}`, published: (at: string, by: string) => `ended ${at} by ${by}, when it was reinitialized from Published`, canceled: (at: string, by: string) => `ended ${at} by ${by}, when it was reinitialized from Canceled`,
    orders: (cycle: number) => `Orders of cycle ${cycle}`, approvedBy: (who: string, at: string) => `Approved by ${who}, ${at}`, canceledBy: (who: string, at: string) => `Canceled by ${who}, ${at}`, publishedAt: (at: string) => `Published ${at}`, dates: 'Its dates', record: (cycle: number) => `A record of cycle ${cycle}, which is closed: nothing of it can change any more.`, left: (cycle: number) => `A draft of cycle ${cycle}, which has passed: it can only be canceled.`,
  },
  order: {
    decision: 'Approval', orderedBy: (at: string) => `Placed ${at}`, notPlaced: 'Not placed yet.', approved: (who: string) => `${who} approved`, rejected: (who: string) => `${who} rejected`, waits: 'Awaits approval by an order reviewer of the entity or by head office.', preSubscribed: 'Registered when the package was approved: no further approval is needed.', availableSince: (at: string) => `Available since ${at}`,
    lateSince: (at: string, time: string) => `Late since ${at} (${time}).`, incomplete: 'Required parameters are missing.', incompleteUntil: (at: string, away: string) => `Required parameters are missing. They can be entered until ${at}, ${away}.`, missing: (names: string) => `Missing: ${names}.`,
    deleteTitle: (code: string) => `Delete the order ${code}?`, deleteLead: (entity: string) => `The order of ${entity} becomes canceled at once. It stays in every list, as canceled, with your name and your comment.`, deleteConfirm: (code: string) => `Delete ${code}`, deleteTold: 'The entity is told by e-mail.', hint: 'recommended: the entity reads it',
    peek: (code: string) => `Look at ${code}`, open: 'Open the order',
    availableStops: 'It is available: its child campaign and that campaign’s workflows and deliveries stop, and the entity’s messages that have not left yet are not sent. Those sent stay sent.',
    about: 'The order itself', fields: 'What you enter', number: 'Type a number, such as 3.40.', chooseOne: 'Choose…', required: 'This is required.', requiredLater: 'required; may follow later', closed: 'Can no longer be changed.',
  },
};

export type LifeTexts = typeof lifeEn;
