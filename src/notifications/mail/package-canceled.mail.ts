import { longDate } from '../../language/dates.js';
import type { Locale } from '../../language/text.js';
import type { AnnouncedDecision, AnnouncedPackage } from '../announcement.schema.js';
import type { PageOf, Reader } from './addressee.js';
import type { Mail, Span } from './blocks.js';
import { subjectOf } from './clean-text.js';
import { type EntityFate, fateBlocks } from './entity-fate.js';
import { packageFacts } from './facts.js';
import { paragraph, said } from './said.js';
import { MAIL_WORDS, type Sentence } from './words.js';

interface Words {
  subject: string;
  title: (label: string) => string;
  alert: (date: string) => string;
  wrote: Sentence<[Span]>;
  silent: Sentence<[Span]>;
  fate: string;
  noOrder: string;
  nothingToDo: string;
  see: string;
  seePackage: string;
}

const WORDS: Record<Locale, Words> = {
  en: {
    subject: '[Cancellation of package]',
    title: (label) => `${label} is canceled`,
    alert: (date) => `The campaign was canceled centrally on ${date}`,
    wrote: (who) => [who, ' of the central entity canceled this package and wrote:'],
    silent: (who) => [who, ' of the central entity canceled this package and left no comment.'],
    fate: 'What happened to your order',
    noOrder: 'Your entity had no order of this package: nothing of yours was running.',
    nothingToDo: 'You need not do anything in Relais.',
    see: 'See your order',
    seePackage: 'See the package',
  },
  fr: {
    subject: '[Annulation du kit]',
    title: (label) => `${label} est annulé`,
    alert: (date) => `L’opération a été annulée par l’entité centrale le ${date}`,
    wrote: (who) => [who, ', de l’entité centrale, a annulé ce kit et a écrit\u00a0:'],
    silent: (who) => [who, ', de l’entité centrale, a annulé ce kit sans laisser de commentaire.'],
    fate: 'Ce que devient votre commande',
    noOrder: 'Votre entité n’avait pas commandé ce kit\u00a0: rien n’était en cours chez vous.',
    nothingToDo: 'Vous n’avez rien à faire dans Relais.',
    see: 'Voir votre commande',
    seePackage: 'Voir le kit',
  },
};

/** [Cancellation of package]: what was canceled, by whom and why, and what that did to this entity. */
export function packageCanceledMail(announced: AnnouncedPackage, canceled: AnnouncedDecision, reader: Reader, fate: EntityFate, page: PageOf): Mail {
  const { addressee } = reader;
  const words = WORDS[addressee.locale];
  const who: Span = { text: canceled.byName, strong: true };
  const [order] = fate.orders;
  const [child] = fate.campaigns;
  return {
    subject: subjectOf(words.subject, announced.label, announced.code),
    blocks: [
      { kind: 'title', text: words.title(announced.label) },
      { kind: 'alert', text: words.alert(longDate(canceled.at, addressee.locale, addressee.timeZone)) },
      paragraph(MAIL_WORDS[addressee.locale].hello(addressee.label)),
      ...said(canceled.comment, words.wrote(who), words.silent(who)),
      { kind: 'heading', text: words.fate },
      ...(order === undefined ? [paragraph(words.noOrder)] : []),
      ...fateBlocks(fate, addressee, page),
      paragraph(words.nothingToDo),
      order === undefined ? { kind: 'button', label: words.seePackage, href: page('packages', announced.code) } : { kind: 'button', label: words.see, href: page('orders', order.code) },
      ...packageFacts(announced, withOrders(reader, fate), page, child ?? null),
    ],
  };
}

/** So that the campaign's link leads to their order. */
function withOrders(reader: Reader, fate: EntityFate): Reader {
  const orders = fate.orders.map(({ code, before }) => ({ code, label: '', status: before, comment: null, parameters: [], incomplete: false, campaign: null }));
  return { ...reader, about: { ...reader.about, orders } };
}
