import type { Locale } from '../../language/text.js';
import type { AnnouncedDecision, AnnouncedPackage } from '../announcement.schema.js';
import type { PageOf, Reader } from './addressee.js';
import type { Mail, Span } from './blocks.js';
import { subjectOf } from './clean-text.js';
import { dateIn, packageFacts } from './facts.js';
import { paragraph, said } from './said.js';
import { MAIL_WORDS, type Sentence } from './words.js';

interface Words {
  subject: string;
  title: (label: string) => string;
  wrote: Sentence<[Span, Span, Span]>;
  silent: Sentence<[Span, Span, Span]>;
  see: string;
}

const WORDS: Record<Locale, Words> = {
  en: {
    subject: '[Order rejected]',
    title: (label) => `Your order of ${label} is rejected`,
    wrote: (who, order, at) => [who, ' rejected your order ', order, ' on ', at, ' and wrote:'],
    silent: (who, order, at) => [who, ' rejected your order ', order, ' on ', at, '.'],
    see: 'See your order',
  },
  fr: {
    subject: '[Commande rejetée]',
    title: (label) => `Votre commande de ${label} est rejetée`,
    wrote: (who, order, at) => [who, ' a rejeté votre commande ', order, ' le ', at, ' et a écrit\u00a0:'],
    silent: (who, order, at) => [who, ' a rejeté votre commande ', order, ' le ', at, '.'],
    see: 'Voir votre commande',
  },
};

/** [Order rejected]: whose decision it was, and why. */
export function orderRejectedMail(announced: AnnouncedPackage, rejected: AnnouncedDecision, reader: Reader, page: PageOf): Mail {
  const { addressee, about } = reader;
  const words = WORDS[addressee.locale];
  const [order] = about.orders;
  if (order === undefined) throw new Error('the mail about an order knows no order');
  const href = page('orders', order.code);
  const parts = [{ text: rejected.byName, strong: true }, { text: order.code, href }, { text: dateIn(addressee)(rejected.at) }] as const;
  return {
    subject: subjectOf(words.subject, order.label, order.code),
    blocks: [
      { kind: 'title', text: words.title(announced.label) },
      paragraph(MAIL_WORDS[addressee.locale].hello(addressee.label)),
      ...said(rejected.comment, words.wrote(...parts), words.silent(...parts)),
      { kind: 'button', label: words.see, href },
      ...packageFacts(announced, reader, page),
    ],
  };
}
