import { wholeNumber } from '../../language/dates.js';
import type { Locale } from '../../language/text.js';
import { ORDER_STATUSES, type OrderStatus } from '../../orders/order.schema.js';
import type { AnnouncedPackage } from '../announcement.schema.js';
import type { PageOf, Reader } from './addressee.js';
import type { Block, Fate, Mail, Span, Tone } from './blocks.js';
import { subjectOf } from './clean-text.js';
import { dateIn, packageFacts } from './facts.js';
import { paragraph } from './said.js';
import { MAIL_WORDS, type Sentence } from './words.js';

interface Words {
  subject: string;
  title: (label: string) => string;
  closed: Sentence<[Span]>;
  yours: (many: boolean) => string;
  order: Sentence<[Span, OrderStatus]>;
  counts: string;
  nobody: string;
  awaiting: Sentence<[Span, boolean]>;
  settled: string;
  see: string;
  seeAll: string;
}

const WORDS: Record<Locale, Words> = {
  en: {
    subject: '[Registration closed]',
    title: (label) => `Registration for ${label} is closed`,
    closed: (at) => ['The registration deadline was reached on ', at, ': no order can be placed any more.'],
    yours: (many) => (many ? 'Your orders' : 'Your order'),
    order: (code, status) => [code, { draft: ': it was not placed, and cannot be any more.', ordered: ': it awaits approval.', approved: ': it is approved.', available: ': it is available.', rejected: ': it was rejected.', canceled: ': it was canceled.' }[status]],
    counts: 'Orders by status',
    nobody: 'Nobody ordered it.',
    awaiting: (count, one) => [count, one ? ' order still awaits approval: the package is late until it is decided.' : ' orders still await approval: the package is late until they are decided.'],
    settled: 'No order awaits approval.',
    see: 'See your order',
    seeAll: 'See the package and its orders',
  },
  fr: {
    subject: '[Inscriptions closes]',
    title: (label) => `Les inscriptions à ${label} sont closes`,
    closed: (at) => ['La date limite d’inscription a été atteinte le ', at, '\u00a0: aucune commande ne peut plus être passée.'],
    yours: (many) => (many ? 'Vos commandes' : 'Votre commande'),
    order: (code, status) => [code, { draft: '\u00a0: elle n’a pas été passée et ne peut plus l’être.', ordered: '\u00a0: elle attend sa validation.', approved: '\u00a0: elle est validée.', available: '\u00a0: elle est disponible.', rejected: '\u00a0: elle a été rejetée.', canceled: '\u00a0: elle a été annulée.' }[status]],
    counts: 'Commandes par statut',
    nobody: 'Personne ne l’a commandé.',
    awaiting: (count, one) => [count, one ? ' commande attend encore sa validation\u00a0: le kit est en retard tant qu’elle n’est pas décidée.' : ' commandes attendent encore leur validation\u00a0: le kit est en retard tant qu’elles ne sont pas décidées.'],
    settled: 'Aucune commande n’attend de validation.',
    see: 'Voir votre commande',
    seeAll: 'Voir le kit et ses commandes',
  },
};

const TONES: Record<OrderStatus, Tone> = { draft: 'pale', ordered: 'amber', approved: 'blue', available: 'green', rejected: 'red', canceled: 'slate' };

/** A registration that is over. */
export interface ClosedRegistration {
  package: AnnouncedPackage;
  deadline: Date;
  /** Orders of the cycle by status, when it closed; a status without orders may be missing. */
  counts: Partial<Record<OrderStatus, number>>;
}

/** [Registration closed]: to an entity, what its orders are; to head office, how many are in which status. */
export function registrationClosedMail({ package: announced, deadline, counts }: ClosedRegistration, reader: Reader, page: PageOf): Mail {
  const { addressee } = reader;
  const words = WORDS[addressee.locale];
  return {
    subject: subjectOf(words.subject, announced.label, announced.code),
    blocks: [
      { kind: 'title', text: words.title(announced.label) },
      paragraph(MAIL_WORDS[addressee.locale].hello(addressee.label)),
      paragraph(...words.closed({ text: dateIn(addressee)(deadline), strong: true })),
      ...(addressee.code === null ? countBlocks(announced, counts, reader, page) : orderBlocks(announced, reader, page)),
      ...packageFacts(announced, reader, page),
    ],
  };
}

function orderBlocks(announced: AnnouncedPackage, { addressee, about }: Reader, page: PageOf): Block[] {
  const words = WORDS[addressee.locale];
  const { statuses } = MAIL_WORDS[addressee.locale];
  const fates = about.orders.map(({ code, status }): Fate => ({ badge: statuses[status], tone: TONES[status], shape: 'pill', lines: [words.order({ text: code, href: page('orders', code) }, status)] }));
  const [first] = about.orders;
  return [
    { kind: 'heading', text: words.yours(about.orders.length > 1) },
    { kind: 'fates', fates },
    { kind: 'button', label: words.see, href: first === undefined ? page('packages', announced.code) : page('orders', first.code) },
  ];
}

function countBlocks(announced: AnnouncedPackage, counts: ClosedRegistration['counts'], { addressee }: Reader, page: PageOf): Block[] {
  const words = WORDS[addressee.locale];
  const { statuses } = MAIL_WORDS[addressee.locale];
  const number = (count: number): Span => ({ text: wholeNumber(count, addressee.locale), strong: true });
  const present = ORDER_STATUSES.filter((status) => (counts[status] ?? 0) > 0);
  const awaiting = counts.ordered ?? 0;
  return [
    { kind: 'notice', words: awaiting > 0 ? words.awaiting(number(awaiting), awaiting === 1) : [words.settled] },
    { kind: 'heading', text: words.counts },
    present.length === 0 ? paragraph(words.nobody) : { kind: 'facts', facts: present.map((status) => ({ name: statuses[status], value: [number(counts[status] ?? 0)] })) },
    { kind: 'button', label: words.seeAll, href: page('packages', announced.code) },
  ];
}
