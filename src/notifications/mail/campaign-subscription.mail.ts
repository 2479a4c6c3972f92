import type { Locale } from '../../language/text.js';
import type { AnnouncedPackage } from '../announcement.schema.js';
import type { AnnouncedOrder } from '../notification.schema.js';
import type { PageOf, Reader } from './addressee.js';
import type { Block, Mail, Span } from './blocks.js';
import { subjectOf } from './clean-text.js';
import { dateIn, lastDay, packageFacts } from './facts.js';
import { paragraph } from './said.js';
import { MAIL_WORDS, type Sentence } from './words.js';

interface Words {
  subject: string;
  manual: { title: (label: string) => string; intro: string; until: Sentence<[Span]>; open: string; register: string };
  automatic: {
    title: (label: string) => string;
    intro: Sentence<[Span]>;
    /** Before `availableAt`. */
    becomes: Sentence<[Span]>;
    withdraw: string;
    isAvailable: string;
    changeUntil: Sentence<[Span]>;
    incomplete: string;
    ownCampaign: string;
    see: string;
    change: string;
  };
}

const WORDS: Record<Locale, Words> = {
  en: {
    subject: '[Campaign subscription]',
    manual: {
      title: (label) => `${label} is open to you`,
      intro: 'The central entity offers your entity this campaign. Register if you wish to take part.',
      until: (date) => ['You can register until ', date, '.'],
      open: 'Your order awaits the central entity’s approval once it is placed.',
      register: 'See the package and register',
    },
    automatic: {
      title: (label) => `You are registered for ${label}`,
      intro: (order) => ['The central entity has registered your entity for this campaign: your order ', order, ' is already approved. You need not do anything to take part.'],
      becomes: (date) => ['Your order becomes available on ', date, '.'],
      withdraw: ' Until then you can change or withdraw it.',
      isAvailable: 'Your order is available already, because the campaign has begun.',
      changeUntil: (date) => ['You can change your answers until ', date, '.'],
      incomplete: 'Some required answers are still missing: please give them.',
      ownCampaign: 'A campaign of your own is made for you then.',
      see: 'See your order',
      change: 'Change or withdraw your order',
    },
  },
  fr: {
    subject: '[Inscription à l’opération]',
    manual: {
      title: (label) => `${label} vous est proposé`,
      intro: 'L’entité centrale propose cette opération à votre entité. Inscrivez-vous si vous souhaitez y participer.',
      until: (date) => ['Vous pouvez vous inscrire jusqu’au ', date, '.'],
      open: 'Une fois passée, votre commande attend la validation de l’entité centrale.',
      register: 'Voir le kit et s’inscrire',
    },
    automatic: {
      title: (label) => `${label}\u00a0: votre entité est inscrite`,
      intro: (order) => ['L’entité centrale a inscrit votre entité à cette opération\u00a0: votre commande ', order, ' est déjà validée. Vous n’avez rien à faire pour participer.'],
      becomes: (date) => ['Votre commande sera disponible le ', date, '.'],
      withdraw: ' D’ici là, vous pouvez la modifier ou la retirer.',
      isAvailable: 'Votre commande est déjà disponible, car l’opération a commencé.',
      changeUntil: (date) => ['Vous pouvez modifier vos réponses jusqu’au ', date, '.'],
      incomplete: 'Des réponses obligatoires manquent encore\u00a0: merci de les donner.',
      ownCampaign: 'Une opération à vous sera alors créée.',
      see: 'Voir votre commande',
      change: 'Modifier ou retirer la commande',
    },
  },
};

/**
 * [Campaign subscription]: a collaborative package is open to this entity, or the entity is registered for it already.
 * @param at when it was published, or the entity registered
 */
export function campaignSubscriptionMail(announced: AnnouncedPackage, at: Date, reader: Reader, page: PageOf): Mail {
  const { addressee, about } = reader;
  const [order] = about.orders;
  const { subject } = WORDS[addressee.locale];
  return {
    subject: subjectOf(subject, announced.label, announced.code),
    blocks: [...(order === undefined ? invitation(announced, reader, page) : registration(announced, order, at, reader, page)), ...packageFacts(announced, reader, page)],
  };
}

function invitation(announced: AnnouncedPackage, { addressee }: Reader, page: PageOf): Block[] {
  const words = WORDS[addressee.locale].manual;
  const last = lastDay(announced);
  return [
    { kind: 'title', text: words.title(announced.label) },
    paragraph(MAIL_WORDS[addressee.locale].hello(addressee.label)),
    paragraph(words.intro),
    ...(last === null ? [] : [{ kind: 'notice' as const, words: words.until({ text: dateIn(addressee)(last), strong: true }) }]),
    paragraph(words.open),
    { kind: 'button', label: words.register, href: page('packages', announced.code) },
  ];
}

function registration(announced: AnnouncedPackage, order: AnnouncedOrder, at: Date, { addressee }: Reader, page: PageOf): Block[] {
  const words = WORDS[addressee.locale].automatic;
  const date = (instant: Date): Span => ({ text: dateIn(addressee)(instant), strong: true });
  const { availableAt, personalizationDeadline } = announced;
  // Past that instant it becomes available by itself, in moments.
  const isOpen = order.status === 'approved' && availableAt !== null && availableAt > at;
  const hasOwnCampaign = announced.distributionLevel === 'by-campaign';
  return [
    { kind: 'title', text: words.title(announced.label) },
    paragraph(MAIL_WORDS[addressee.locale].hello(addressee.label)),
    paragraph(...words.intro({ text: order.code, href: page('orders', order.code) })),
    { kind: 'notice', words: isOpen ? [...words.becomes(date(availableAt)), words.withdraw] : [words.isAvailable] },
    ...(isOpen && hasOwnCampaign ? [paragraph(words.ownCampaign)] : []),
    ...(personalizationDeadline === null || !announced.hasForm ? [] : [paragraph(...words.changeUntil(date(personalizationDeadline)))]),
    ...(order.incomplete ? [paragraph({ text: words.incomplete, strong: true })] : []),
    { kind: 'button', label: isOpen ? words.change : words.see, href: page('orders', order.code) },
  ];
}
