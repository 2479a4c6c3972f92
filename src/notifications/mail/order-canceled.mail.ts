import type { Locale } from '../../language/text.js';
import type { AnnouncedDecision, AnnouncedPackage } from '../announcement.schema.js';
import type { PageOf, Reader } from './addressee.js';
import type { Block, Mail, Span } from './blocks.js';
import { subjectOf } from './clean-text.js';
import { type EntityFate, fateBlocks } from './entity-fate.js';
import { dateIn, packageFacts } from './facts.js';
import { paragraph, said } from './said.js';
import { MAIL_WORDS, type Sentence } from './words.js';

/** By hand; because the audience changed; because the package was reinitialized. */
export type CancelCause = 'by-hand' | 'audience' | 'reinitialized';

interface Words {
  subject: string;
  title: (label: string) => string;
  alert: (date: string) => string;
  wrote: Sentence<[Span]>;
  silent: Sentence<[Span]>;
  because: Record<Exclude<CancelCause, 'by-hand'>, Sentence<[Span]>>;
  fate: string;
  nothingRan: string;
  see: string;
}

const WORDS: Record<Locale, Words> = {
  en: {
    subject: '[Order canceled]',
    title: (label) => `Your order of ${label} is canceled`,
    alert: (date) => `Your order was canceled on ${date}`,
    wrote: (who) => [who, ' of the central entity canceled your order and wrote:'],
    silent: (who) => [who, ' of the central entity canceled your order and left no comment.'],
    because: {
      audience: (who) => [who, ' of the central entity changed whom this package is offered to. It is not offered to your entity any more.'],
      reinitialized: (who) => [who, ' of the central entity reinitialized this package. Orders that were not approved yet ended with that.'],
    },
    fate: 'What happened to your order',
    nothingRan: 'It was not available yet: nothing of it was running.',
    see: 'See your order',
  },
  fr: {
    subject: '[Commande annulée]',
    title: (label) => `Votre commande de ${label} est annulée`,
    alert: (date) => `Votre commande a été annulée le ${date}`,
    wrote: (who) => [who, ', de l’entité centrale, a annulé votre commande et a écrit\u00a0:'],
    silent: (who) => [who, ', de l’entité centrale, a annulé votre commande sans laisser de commentaire.'],
    because: {
      audience: (who) => [who, ', de l’entité centrale, a changé les destinataires de ce kit. Il n’est plus proposé à votre entité.'],
      reinitialized: (who) => [who, ', de l’entité centrale, a réinitialisé ce kit. Les commandes qui n’étaient pas encore validées ont pris fin avec cela.'],
    },
    fate: 'Ce que devient votre commande',
    nothingRan: 'Elle n’était pas encore disponible\u00a0: rien n’était en cours.',
    see: 'Voir votre commande',
  },
};

/** [Order canceled]: somebody else canceled the entity's order; who, why, and what became of what hung on it. */
export function orderCanceledMail(announced: AnnouncedPackage, canceled: AnnouncedDecision, cause: CancelCause, reader: Reader, fate: EntityFate, page: PageOf): Mail {
  const { addressee, about } = reader;
  const words = WORDS[addressee.locale];
  const [order] = about.orders;
  if (order === undefined) throw new Error('the mail about an order knows no order');
  const wasAvailable = fate.orders.some(({ before }) => before === 'available');
  return {
    subject: subjectOf(words.subject, order.label, order.code),
    blocks: [
      { kind: 'title', text: words.title(announced.label) },
      { kind: 'alert', text: words.alert(dateIn(addressee)(canceled.at)) },
      paragraph(MAIL_WORDS[addressee.locale].hello(addressee.label)),
      ...reason(canceled, cause, addressee.locale),
      { kind: 'heading', text: words.fate },
      ...fateBlocks(fate, addressee, page),
      ...(wasAvailable ? [] : [paragraph(words.nothingRan)]),
      { kind: 'button', label: words.see, href: page('orders', order.code) },
      ...packageFacts(announced, reader, page),
    ],
  };
}

function reason(canceled: AnnouncedDecision, cause: CancelCause, locale: Locale): Block[] {
  const words = WORDS[locale];
  const who: Span = { text: canceled.byName, strong: true };
  if (cause === 'by-hand') return said(canceled.comment, words.wrote(who), words.silent(who));
  return [paragraph(...words.because[cause](who))];
}
