import type { Texts } from '../reader/texts.en.js';

/** How the engine begins the last error of a mail that it holds back for good, or cannot word. */
const HELD_BACK = 'held back: ';
const NOT_WORDED = 'could not be worded: ';

export interface MailError {
  /** It was held back because it would have told what is not true any more. */
  isHeldBack: boolean;
  words: string;
}

/** A mail's last error in the reader's language: ours translated, the mail server's own answer quoted as it came. */
export function mailError(lastError: string, t: Texts): MailError {
  const words = t.pages.mail;
  if (lastError.startsWith(HELD_BACK)) return { isHeldBack: true, words: words.heldBackWhy(whyWords(lastError.slice(HELD_BACK.length), t)) };
  if (lastError.startsWith(NOT_WORDED)) return { isHeldBack: false, words: words.worded(lastError.slice(NOT_WORDED.length)) };
  const ours = words.errors[lastError];
  return { isHeldBack: false, words: ours ?? words.server(lastError) };
}

/** Why a mail would tell what is not true any more. */
export const whyWords = (why: string, t: Texts): string => t.pages.mail.errors[why] ?? why;
