// Progress and messages go to stderr: stdout belongs to the answers (JSON lines, reports).
const wanted = process.env.RELAIS_LOCALE ?? process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '';

/** The language of the scripts' messages: RELAIS_LOCALE, else the terminal's; English if it is neither. */
export const locale = wanted.toLowerCase().startsWith('fr') ? 'fr' : 'en';

/** Picks one of the two languages. */
export function inLocale(en, fr) {
  return locale === 'fr' ? fr : en;
}

/** Writes one line of progress to stderr. */
export function say(en, fr) {
  process.stderr.write(`relais: ${inLocale(en, fr)}\n`);
}

/** What a person can mend: shown as its message alone, without a stack trace. */
export class Refusal extends Error {
  constructor(en, fr) {
    super(inLocale(en, fr));
  }
}
