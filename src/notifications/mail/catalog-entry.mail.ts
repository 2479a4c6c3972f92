import type { Locale } from '../../language/text.js';
import type { AnnouncedPackage } from '../announcement.schema.js';
import type { PageOf, Reader } from './addressee.js';
import type { Mail, Span } from './blocks.js';
import { subjectOf } from './clean-text.js';
import { dateIn, lastDay, packageFacts } from './facts.js';
import { paragraph } from './said.js';
import { MAIL_WORDS, type Sentence } from './words.js';

interface Words {
  subject: string;
  title: (label: string) => string;
  intro: string;
  until: Sentence<[Span]>;
  order: string;
}

const WORDS: Record<Locale, Words> = {
  en: {
    subject: '[New catalog entry]',
    title: (label) => `${label} is new in your catalog`,
    intro: 'The central entity offers this package to your entity. Order it if you wish to use it: the campaign will be your own.',
    until: (date) => ['You can order until ', date, '.'],
    order: 'See the package and order',
  },
  fr: {
    subject: '[Nouveau kit au catalogue]',
    title: (label) => `${label}\u00a0: nouveau dans votre catalogue`,
    intro: 'L’entité centrale propose ce kit à votre entité. Commandez-le si vous souhaitez l’utiliser\u00a0: l’opération sera la vôtre.',
    until: (date) => ['Vous pouvez commander jusqu’au ', date, '.'],
    order: 'Voir le kit et commander',
  },
};

/** [New catalog entry]: a local package is offered to this entity. */
export function catalogEntryMail(announced: AnnouncedPackage, reader: Reader, page: PageOf): Mail {
  const { addressee } = reader;
  const words = WORDS[addressee.locale];
  const last = lastDay(announced);
  return {
    subject: subjectOf(words.subject, announced.label, announced.code),
    blocks: [
      { kind: 'title', text: words.title(announced.label) },
      paragraph(MAIL_WORDS[addressee.locale].hello(addressee.label)),
      paragraph(words.intro),
      ...(last === null ? [] : [{ kind: 'notice' as const, words: words.until({ text: dateIn(addressee)(last), strong: true }) }]),
      { kind: 'button', label: words.order, href: page('packages', announced.code) },
      ...packageFacts(announced, reader, page),
    ],
  };
}
