import { aDecision, aFate, anAnnouncedOrder, anAnnouncedPackage, anEntityReader, anOperatorReader, page } from '../../../test/builders/mails.js';
import type { Locale } from '../../language/text.js';
import type { Reader } from './addressee.js';
import type { Mail } from './blocks.js';
import { campaignAvailableMail } from './campaign-available.mail.js';
import { campaignSubscriptionMail } from './campaign-subscription.mail.js';
import { catalogEntryMail } from './catalog-entry.mail.js';
import { htmlBody } from './html-body.js';
import { orderApprovalMail } from './order-approval.mail.js';
import { orderCanceledMail } from './order-canceled.mail.js';
import { orderRejectedMail } from './order-rejected.mail.js';
import { approvalReminderMail, packageApprovalMail } from './package-approval.mail.js';
import { packageCanceledMail } from './package-canceled.mail.js';
import { registrationClosedMail } from './registration-closed.mail.js';
import { textBody } from './text-body.js';

const winter = anAnnouncedPackage();
const local = anAnnouncedPackage({ kind: 'local', distributionLevel: 'local', audience: null });
const automatic = anAnnouncedPackage({ orderApproval: 'automatic', personalizationDeadline: new Date('2026-11-18T11:00:00Z') });
const submitted = aDecision({ at: new Date('2026-11-09T11:00:00Z'), comment: 'Ready for your eyes.' });
const child = { code: 'OU3_OP25', label: 'Winter savings, Lyon' };
const closed = { package: winter, deadline: new Date('2026-11-20T17:00:00Z'), counts: { ordered: 2, available: 1200, canceled: 1 } };
const placed = anAnnouncedOrder({
  status: 'ordered',
  comment: 'For the new counter.',
  parameters: [{ label: 'Adviser', value: 'Jean Martin' }, { label: 'Copies', value: 1200 }, { label: 'With poster', value: true }],
});

interface Case {
  mail: string;
  reader: Reader;
  words: (reader: Reader) => Mail;
  subjects: Record<Locale, string>;
  /** What domain.md's table says it carries, as its text reads. */
  carries: Record<Locale, string[]>;
}

const PACKAGE_LINK = 'https://relais.example/admin/resources/packages/records/CAT86/show';
const ORDER_LINK = 'https://relais.example/admin/resources/orders/records/ORD2871/show';

const cases: Case[] = [
  {
    mail: 'a local package',
    reader: anEntityReader(),
    words: (reader) => catalogEntryMail(local, reader, page),
    subjects: { en: '[New catalog entry] Winter savings 3.40 % (CAT86)', fr: '[Nouveau kit au catalogue] Winter savings 3.40 % (CAT86)' },
    carries: {
      en: [`See the package and order:\n${PACKAGE_LINK}`, 'Level: Local', 'Schedule: 13 November 2026, 08:00 CET to 15 January 2027, 23:59 CET', 'Availability date: 16 November 2026, 09:00 CET', 'You can order until 20 November 2026, 18:00 CET.'],
      fr: [`Voir le kit et commander\u00a0:\n${PACKAGE_LINK}`, 'Type d’opération\u00a0: Opération locale', 'Calendrier\u00a0: du 13 novembre 2026, 08:00 CET au 15 janvier 2027, 23:59 CET', 'Date de disponibilité\u00a0: 16 novembre 2026, 09:00 CET'],
    },
  },
  {
    mail: 'an invitation to register',
    reader: anEntityReader(),
    words: (reader) => campaignSubscriptionMail(winter, submitted.at, reader, page),
    subjects: { en: '[Campaign subscription] Winter savings 3.40 % (CAT86)', fr: '[Inscription à l’opération] Winter savings 3.40 % (CAT86)' },
    carries: {
      en: [`See the package and register:\n${PACKAGE_LINK}`, 'You can register until 20 November 2026, 18:00 CET.', 'Personalization deadline: none'],
      fr: [`Voir le kit et s’inscrire\u00a0:\n${PACKAGE_LINK}`, 'Vous pouvez vous inscrire jusqu’au 20 novembre 2026, 18:00 CET.', 'Date limite de personnalisation\u00a0: aucune'],
    },
  },
  {
    mail: 'a registration made for the entity',
    reader: anEntityReader({ orders: [anAnnouncedOrder({ status: 'approved', incomplete: true })] }),
    words: (reader) => campaignSubscriptionMail(automatic, submitted.at, reader, page),
    subjects: { en: '[Campaign subscription] Winter savings 3.40 % (CAT86)', fr: '[Inscription à l’opération] Winter savings 3.40 % (CAT86)' },
    carries: {
      en: [`Change or withdraw your order:\n${ORDER_LINK}`, 'Your order becomes available on 16 November 2026, 09:00 CET. Until then you can change or withdraw it.', 'You can change your answers until 18 November 2026, 12:00 CET.', 'Some required answers are still missing'],
      fr: [`Modifier ou retirer la commande\u00a0:\n${ORDER_LINK}`, 'Votre commande sera disponible le 16 novembre 2026, 09:00 CET. D’ici là, vous pouvez la modifier ou la retirer.', 'Des réponses obligatoires manquent encore'],
    },
  },
  {
    mail: 'a registration that is available at once',
    reader: anEntityReader({ orders: [anAnnouncedOrder({ status: 'approved' })] }),
    words: (reader) => campaignSubscriptionMail(automatic, new Date('2026-11-16T08:00:00Z'), reader, page),
    subjects: { en: '[Campaign subscription] Winter savings 3.40 % (CAT86)', fr: '[Inscription à l’opération] Winter savings 3.40 % (CAT86)' },
    carries: { en: ['Your order is available already', `See your order:\n${ORDER_LINK}`], fr: ['Votre commande est déjà disponible', `Voir votre commande\u00a0:\n${ORDER_LINK}`] },
  },
  {
    mail: 'a submitted package',
    reader: anOperatorReader(),
    words: (reader) => packageApprovalMail({ package: winter, submitted, selfApproval: false }, reader, page),
    subjects: { en: '[Campaign package approval] Winter savings 3.40 % (CAT86)', fr: '[Validation de kit d’opération] Winter savings 3.40 % (CAT86)' },
    carries: {
      en: [`See the package and decide:\n${PACKAGE_LINK}`, 'Claire Fontaine submitted this package for approval on 9 November 2026, 12:00 CET and wrote:\n\n> Ready for your eyes.', 'Please accept or reject it by 12 November 2026, 12:00 CET.', 'Audience: 12 entities', 'Order approval: manual'],
      fr: [`Voir le kit et décider\u00a0:\n${PACKAGE_LINK}`, 'Claire Fontaine a soumis ce kit à validation le 9 novembre 2026, 12:00 CET et a écrit\u00a0:\n\n> Ready for your eyes.', 'avant le 12 novembre 2026, 12:00 CET.', 'Destiné à\u00a0: 12 entités'],
    },
  },
  {
    mail: 'an order placed',
    reader: anOperatorReader({ orders: [placed], entity: { code: 'OU3', label: 'Lyon Part-Dieu' }, role: 'order-reviewer', timeZone: 'Europe/Paris' }),
    words: (reader) => orderApprovalMail(winter, aDecision({ byName: 'Luc Lyon', comment: null }), reader, page),
    subjects: { en: '[Approval of order] Winter savings, Lyon (ORD2871)', fr: '[Validation de commande] Winter savings, Lyon (ORD2871)' },
    carries: {
      en: ['An order of Lyon Part-Dieu awaits approval', 'Luc Lyon placed the order ORD2871', '> For the new counter.', 'Entity: Lyon Part-Dieu (OU3)', 'Adviser: Jean Martin\nCopies: 1,200\nWith poster: yes', `See the order and decide:\n${ORDER_LINK}`],
      fr: ['Une commande de Lyon Part-Dieu attend sa validation', '> For the new counter.', 'Adviser\u00a0: Jean Martin\nCopies\u00a0: 1\u202f200\nWith poster\u00a0: oui', `Voir la commande et décider\u00a0:\n${ORDER_LINK}`],
    },
  },
  {
    mail: 'an order rejected',
    reader: anEntityReader({ orders: [anAnnouncedOrder({ status: 'rejected' })] }),
    words: (reader) => orderRejectedMail(winter, aDecision({ comment: 'Ask for fewer copies.' }), reader, page),
    subjects: { en: '[Order rejected] Winter savings, Lyon (ORD2871)', fr: '[Commande rejetée] Winter savings, Lyon (ORD2871)' },
    carries: { en: ['Claire Fontaine rejected your order ORD2871', '> Ask for fewer copies.'], fr: ['Claire Fontaine a rejeté votre commande ORD2871', '> Ask for fewer copies.'] },
  },
  {
    mail: 'an order available, with a campaign of its own',
    reader: anEntityReader({ orders: [anAnnouncedOrder({ campaign: child })] }),
    words: (reader) => campaignAvailableMail(winter, new Date('2026-11-16T08:00:00Z'), reader, page),
    subjects: { en: '[Campaign available] Winter savings, Lyon (ORD2871)', fr: '[Opération disponible] Winter savings, Lyon (ORD2871)' },
    carries: {
      en: ['is available since 16 November 2026, 09:00 CET.', 'Your campaign: Winter savings, Lyon <https://relais.example/admin/resources/campaigns/records/OU3_OP25/show> (OU3_OP25)', `See your order:\n${ORDER_LINK}`],
      fr: ['est disponible depuis le 16 novembre 2026, 09:00 CET.', 'Votre opération\u00a0: Winter savings, Lyon <https://relais.example/admin/resources/campaigns/records/OU3_OP25/show> (OU3_OP25)'],
    },
  },
  {
    mail: 'an available order canceled',
    reader: anEntityReader({ orders: [anAnnouncedOrder({ status: 'canceled' })] }),
    words: (reader) => orderCanceledMail(winter, aDecision({ comment: 'A double.' }), 'by-hand', reader, aFate(), page),
    subjects: { en: '[Order canceled] Winter savings, Lyon (ORD2871)', fr: '[Commande annulée] Winter savings, Lyon (ORD2871)' },
    carries: {
      en: ['Your order was canceled on 24 November 2026, 10:42 CET', 'Claire Fontaine of the central entity canceled your order and wrote:\n\n> A double.', '[Stopped] Your delivery DM211, at 10:42 CET.\n    3,107 messages sent, 2,369 not sent, 6 failed.'],
      fr: ['Votre commande a été annulée le 24 novembre 2026, 10:42 CET', '> A double.', 'Messages envoyés\u00a0: 3\u202f107, non envoyés\u00a0: 2\u202f369, en échec\u00a0: 6.'],
    },
  },
  {
    mail: 'registration closed, to an entity',
    reader: anEntityReader({ orders: [anAnnouncedOrder({ status: 'ordered' }), anAnnouncedOrder({ code: 'ORD2872', status: 'draft' })] }),
    words: (reader) => registrationClosedMail(closed, reader, page),
    subjects: { en: '[Registration closed] Winter savings 3.40 % (CAT86)', fr: '[Inscriptions closes] Winter savings 3.40 % (CAT86)' },
    carries: {
      en: ['was reached on 20 November 2026, 18:00 CET', 'Your orders', `[Awaiting approval] ORD2871 <${ORDER_LINK}>: it awaits approval.`, '[Draft] ORD2872'],
      fr: ['a été atteinte le 20 novembre 2026, 18:00 CET', 'Vos commandes', `[En attente de validation] ORD2871 <${ORDER_LINK}>\u00a0: elle attend sa validation.`],
    },
  },
  {
    mail: 'registration closed, to head office',
    reader: anOperatorReader({ role: 'assigned' }),
    words: (reader) => registrationClosedMail(closed, reader, page),
    subjects: { en: '[Registration closed] Winter savings 3.40 % (CAT86)', fr: '[Inscriptions closes] Winter savings 3.40 % (CAT86)' },
    carries: {
      en: ['2 orders still await approval', 'Awaiting approval: 2\nAvailable: 1,200\nCanceled: 1', `See the package and its orders:\n${PACKAGE_LINK}`],
      fr: ['2 commandes attendent encore leur validation', 'En attente de validation\u00a0: 2\nDisponible\u00a0: 1\u202f200\nAnnulée\u00a0: 1'],
    },
  },
  {
    mail: 'a reminder',
    reader: anOperatorReader(),
    words: (reader) => approvalReminderMail({ package: winter, submitted, selfApproval: false }, new Date('2026-11-11T11:00:00Z'), reader, page),
    subjects: { en: '[Reminder] [Campaign package approval] Winter savings 3.40 % (CAT86)', fr: '[Rappel] [Validation de kit d’opération] Winter savings 3.40 % (CAT86)' },
    carries: {
      en: ['still awaits your approval', 'Please accept or reject it by 12 November 2026, 12:00 CET.', `See the package and decide:\n${PACKAGE_LINK}`],
      fr: ['attend toujours votre validation', 'avant le 12 novembre 2026, 12:00 CET.'],
    },
  },
  {
    mail: 'a canceled package',
    reader: anEntityReader(),
    words: (reader) => packageCanceledMail(winter, aDecision(), reader, aFate(), page),
    subjects: { en: '[Cancellation of package] Winter savings 3.40 % (CAT86)', fr: '[Annulation du kit] Winter savings 3.40 % (CAT86)' },
    carries: {
      en: [
        'The campaign was canceled centrally on 24 November 2026, 10:42 CET',
        'Claire Fontaine of the central entity canceled this package and wrote:\n\n> The rate is 2.40 %, not 3.40 %.',
        `[Canceled] Your order ORD2871 <${ORDER_LINK}>, which was available`,
        '[Stopped] Your delivery DM211, at 10:42 CET.\n    3,107 messages sent, 2,369 not sent, 6 failed.',
        `Package: Winter savings 3.40 % <${PACKAGE_LINK}> (CAT86)`,
        'Campaign: Winter savings, Lyon Part-Dieu <https://relais.example/admin/resources/campaigns/records/OU3_OP25/show> (OU3_OP25)',
      ],
      fr: ['L’opération a été annulée par l’entité centrale le 24 novembre 2026, 10:42 CET', 'Claire Fontaine, de l’entité centrale, a annulé ce kit et a écrit\u00a0:', 'Date limite d’inscription\u00a0: 20 novembre 2026, 18:00 CET'],
    },
  },
];

function inLanguage({ reader, words }: Case, locale: Locale): Mail {
  return words({ ...reader, addressee: { ...reader.addressee, locale } });
}

describe.each(cases)('the mail about $mail', (given) => {
  it.each(['en', 'fr'] as const)('has its subject and carries what the table says, in %s', (locale) => {
    const mail = inLanguage(given, locale);
    const text = textBody(mail.blocks, locale);

    expect(mail.subject).toBe(given.subjects[locale]);
    for (const words of given.carries[locale]) expect(text).toContain(words);
  });

  it.each(['en', 'fr'] as const)('misses no word and names the zone of every time, in %s', async (locale) => {
    const mail = inLanguage(given, locale);
    const [text, html] = [textBody(mail.blocks, locale), await htmlBody(mail.blocks, locale)];

    for (const written of [text, html]) {
      expect(written).not.toMatch(/undefined|\[object|NaN|@@\d|\bnull\b/);
      const times = [...written.matchAll(/\b\d\d:\d\d\b(?=(.{0,5}))/g)].map(([, after]) => after);
      expect(times.length).toBeGreaterThan(3);
      expect(times.filter((after) => !after?.startsWith(' CET'))).toEqual([]);
    }
  });

  it.each(['en', 'fr'] as const)('links to pages only, the same ones in HTML as in text, and loads nothing, in %s', async (locale) => {
    const mail = inLanguage(given, locale);
    const [text, html] = [textBody(mail.blocks, locale), await htmlBody(mail.blocks, locale)];
    const inHtml = [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '');
    const inText = [...text.matchAll(/https?:\/\/[^\s>]+/g)].map(([href]) => href);

    expect(inHtml.length).toBeGreaterThan(1);
    expect([...inHtml].sort()).toEqual([...inText].sort());
    expect(inHtml.filter((href) => !/^https:\/\/relais\.example\/admin\/resources\/(packages|orders|campaigns)\/records\/[A-Z0-9_]+\/show$/.test(href))).toEqual([]);
    expect(html).not.toMatch(/fonts\.googleapis|<link|<img|<script|url\(/);
    expect(html).toContain(`lang="${locale}"`);
  });

  it('says nothing in French that it says in English, but for names, codes and comments', () => {
    const of = (locale: Locale) => textBody(inLanguage(given, locale).blocks, locale).split('\n').filter((line) => /\p{L}{3}/u.test(line));
    const english = new Set(of('en'));

    const same = of('fr').filter((line) => english.has(line) && !line.startsWith('>') && !line.startsWith('https:'));

    expect(same).toEqual([]);
  });
});
