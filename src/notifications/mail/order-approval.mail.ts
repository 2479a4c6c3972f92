import type { Locale } from '../../language/text.js';
import type { AnnouncedDecision, AnnouncedPackage } from '../announcement.schema.js';
import type { PageOf, Reader } from './addressee.js';
import type { Mail, Span } from './blocks.js';
import { subjectOf } from './clean-text.js';
import { answerFacts, dateIn, packageFacts } from './facts.js';
import { paragraph, said } from './said.js';
import { MAIL_WORDS, type Sentence } from './words.js';

interface Words {
  subject: string;
  title: (entity: string) => string;
  wrote: Sentence<[Span, Span, Span]>;
  silent: Sentence<[Span, Span, Span]>;
  incomplete: string;
  rule: string;
  decide: string;
}

const WORDS: Record<Locale, Words> = {
  en: {
    subject: '[Approval of order]',
    title: (entity) => `An order of ${entity} awaits approval`,
    wrote: (who, order, at) => [who, ' placed the order ', order, ' on ', at, '. Its comment says:'],
    silent: (who, order, at) => [who, ' placed the order ', order, ' on ', at, ', without a comment.'],
    incomplete: 'Some required answers are still missing; they may follow until the personalization deadline.',
    rule: 'You decide on the page, signed in; one decision is enough.',
    decide: 'See the order and decide',
  },
  fr: {
    subject: '[Validation de commande]',
    title: (entity) => `Une commande de ${entity} attend sa validation`,
    wrote: (who, order, at) => [who, ' a passé la commande ', order, ' le ', at, '. Son commentaire\u00a0:'],
    silent: (who, order, at) => [who, ' a passé la commande ', order, ' le ', at, ', sans commentaire.'],
    incomplete: 'Des réponses obligatoires manquent encore\u00a0; elles peuvent suivre jusqu’à la date limite de personnalisation.',
    rule: 'Vous décidez sur la page, après connexion\u00a0; une seule décision suffit.',
    decide: 'Voir la commande et décider',
  },
};

/** [Approval of order]: an entity placed an order that this operator may approve or reject. */
export function orderApprovalMail(announced: AnnouncedPackage, placed: AnnouncedDecision, reader: Reader, page: PageOf): Mail {
  const { addressee, about } = reader;
  const words = WORDS[addressee.locale];
  const shared = MAIL_WORDS[addressee.locale];
  const [order] = about.orders;
  if (order === undefined || about.entity === null) throw new Error('the mail about an order knows no order');
  const href = page('orders', order.code);
  const who: Span = { text: placed.byName, strong: true };
  const parts = [who, { text: order.code, href }, { text: dateIn(addressee)(placed.at) }] as const;
  return {
    subject: subjectOf(words.subject, order.label, order.code),
    blocks: [
      { kind: 'title', text: words.title(about.entity.label) },
      paragraph(shared.hello(addressee.label)),
      ...said(order.comment ?? placed.comment, words.wrote(...parts), words.silent(...parts)),
      paragraph(words.rule),
      { kind: 'button', label: words.decide, href },
      { kind: 'heading', text: shared.theOrder },
      {
        kind: 'facts',
        facts: [
          { name: shared.fact.order, value: [{ text: order.label, href }, ` (${order.code})`] },
          { name: shared.fact.entity, value: [`${about.entity.label} (${about.entity.code})`] },
        ],
      },
      ...answerFacts(order, addressee),
      ...(order.incomplete ? [paragraph(words.incomplete)] : []),
      ...packageFacts(announced, reader, page),
    ],
  };
}
