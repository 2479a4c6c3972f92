// prettier-ignore
export const conflictEn = {
  title: (who: string, when: string) => `${who} saved this first, ${when}. Nothing of yours was written, and nothing is lost.`,
  choose: 'Choose where you both changed the same.', none: 'You did not change the same: save to keep both.', taken: (value: string) => `${value} (theirs, kept)`,
  kept: (when: string) => `You typed here on ${when} and did not save it.`, takeUp: 'Go on with it', letGo: 'Discard it',
  somebody: 'Somebody else', theirs: 'Theirs', mine: 'Yours', allTheirs: 'Take all of theirs', allMine: 'Take all of yours', save: 'Save with these choices', entries: (count: number) => (count === 1 ? '1 entry' : `${count} entries`),
  session: 'Your session has ended', sessionLead: 'Sign in again to go on: what you typed is kept on this page.', email: 'E-mail', password: 'Password', signIn: 'Sign in', later: 'Not now', wrong: 'This password does not go with the e-mail.', tooMany: 'Too many tries. Wait a few minutes.', other: 'Another person signs in on the sign-in page, after signing out here.',
};
export type ConflictTexts = typeof conflictEn;
