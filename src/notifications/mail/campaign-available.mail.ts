import type { Locale } from '../../language/text.js';
import type { AnnouncedPackage } from '../announcement.schema.js';
import type { PageOf, Reader } from './addressee.js';
import type { Fact, Mail, Span } from './blocks.js';
import { subjectOf } from './clean-text.js';
import { dateIn, packageFacts } from './facts.js';
import { paragraph } from './said.js';
import { MAIL_WORDS, type Sentence } from './words.js';

interface Words {
  subject: string;
  title: (label: string) => string;
  intro: Sentence<[Span, Span]>;
  own: string;
  shared: string;
  changeUntil: Sentence<[Span]>;
  incomplete: string;
  see: string;
}

const WORDS: Record<Locale, Words> = {
  en: {
    subject: '[Campaign available]',
    title: (label) => `${label} is available to you`,
    intro: (order, at) => ['Your order ', order, ' is available since ', at, '.'],
    own: 'A campaign of your own was made for you. The central entity starts it.',
    shared: 'The central entity carries out the campaign, for your recipients too.',
    changeUntil: (date) => ['You can change your answers until ', date, '.'],
    incomplete: 'Some required answers are still missing: please give them.',
    see: 'See your order',
  },
  fr: {
    subject: '[Opération disponible]',
    title: (label) => `${label} est disponible pour vous`,
    intro: (order, at) => ['Votre commande ', order, ' est disponible depuis le ', at, '.'],
    own: 'Une opération à vous a été créée. L’entité centrale la démarre.',
    shared: 'L’entité centrale mène l’opération, pour vos destinataires aussi.',
    changeUntil: (date) => ['Vous pouvez modifier vos réponses jusqu’au ', date, '.'],
    incomplete: 'Des réponses obligatoires manquent encore\u00a0: merci de les donner.',
    see: 'Voir votre commande',
  },
};

/** [Campaign available]: an order became available at `at`, with a campaign of the entity's own or in the reference. */
export function campaignAvailableMail(announced: AnnouncedPackage, at: Date, reader: Reader, page: PageOf): Mail {
  const { addressee, about } = reader;
  const words = WORDS[addressee.locale];
  const shared = MAIL_WORDS[addressee.locale];
  const [order] = about.orders;
  if (order === undefined) throw new Error('the mail about an order knows no order');
  const href = page('orders', order.code);
  const date = dateIn(addressee);
  const { personalizationDeadline } = announced;
  const canChange = announced.hasForm && personalizationDeadline !== null && personalizationDeadline > at;
  const own: Fact[] = order.campaign === null ? [] : [{ name: shared.fact.ownCampaign, value: [{ text: order.campaign.label, href: page('campaigns', order.campaign.code) }, ` (${order.campaign.code})`] }];
  return {
    subject: subjectOf(words.subject, order.label, order.code),
    blocks: [
      { kind: 'title', text: words.title(order.label) },
      paragraph(shared.hello(addressee.label)),
      paragraph(...words.intro({ text: order.code, href }, { text: date(at), strong: true })),
      paragraph(order.campaign === null ? words.shared : words.own),
      ...(own.length === 0 ? [] : [{ kind: 'facts' as const, facts: own }]),
      ...(canChange ? [{ kind: 'notice' as const, words: words.changeUntil({ text: date(personalizationDeadline), strong: true }) }] : []),
      ...(order.incomplete ? [paragraph({ text: words.incomplete, strong: true })] : []),
      { kind: 'button', label: words.see, href },
      ...packageFacts(announced, reader, page),
    ],
  };
}
