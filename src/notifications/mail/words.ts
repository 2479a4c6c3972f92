import type { Locale } from '../../language/text.js';
import type { OrderStatus } from '../../orders/order.schema.js';
import type { DistributionLevel } from '../../packages/package.schema.js';
import type { Span } from './blocks.js';

/** A whole sentence with its spans, since the order of words is each language's own. */
type Sentence<A extends unknown[]> = (...parts: A) => (Span | string)[];

export interface MailWords {
  levels: Record<DistributionLevel, string>;
  hello: (entity: string) => string;
  fact: Record<'package' | 'level' | 'campaign' | 'schedule' | 'availableAt' | 'registration' | 'personalization', string>;
  thePackage: string;
  from: (start: string, end: string) => string;
  none: string;
  foot: (address: string, entity: string, code: string, zone: string) => string;
  canceled: {
    subject: (label: string, code: string) => string;
    title: (label: string) => string;
    alert: (date: string) => string;
    wrote: Sentence<[Span]>;
    silent: Sentence<[Span]>;
    fate: string;
    badge: Record<'orderCanceled' | 'orderRejected' | 'campaignCanceled' | 'delivery' | 'workflow', string>;
    finished: Record<'delivery' | 'workflow', string>;
    order: Sentence<[Span, OrderStatus]>;
    campaign: Sentence<[Span, string]>;
    workflow: Sentence<[Span, string | null]>;
    ownDelivery: Sentence<[Span, string | null]>;
    centralDelivery: Sentence<[Span, string | null]>;
    figures: Sentence<[{ sent: Span; notSent: Span; failed: Span; uncertain: Span | null }]>;
    noOrder: string;
    nothingToDo: string;
    see: string;
    seePackage: string;
  };
  subscription: {
    subject: (label: string, code: string) => string;
    title: (label: string) => string;
    intro: string;
    until: Sentence<[Span]>;
    open: string;
    register: string;
  };
}

const en: MailWords = {
  levels: { local: 'Local', simple: 'Collaborative, simple', 'by-form': 'Collaborative, by form', 'by-campaign': 'Collaborative, by campaign', 'by-target-approval': 'Collaborative, by target approval' },
  hello: (entity) => `Hello ${entity},`,
  fact: { package: 'Package', level: 'Level', campaign: 'Campaign', schedule: 'Schedule', availableAt: 'Availability date', registration: 'Registration deadline', personalization: 'Personalization deadline' },
  thePackage: 'The package',
  from: (start, end) => `${start} to ${end}`,
  none: 'none',
  foot: (address, entity, code, zone) => `You receive this because ${address} is in the notification group of ${entity} (${code}). Times are in your entity’s zone, ${zone}. The links only show a page; nothing is decided by opening them.`,
  canceled: {
    subject: (label, code) => `[Cancellation of package] ${label} (${code})`,
    title: (label) => `${label} is canceled`,
    alert: (date) => `The campaign was canceled centrally on ${date}`,
    wrote: (who) => [who, ' of the central entity canceled this package and wrote:'],
    silent: (who) => [who, ' of the central entity canceled this package and left no comment.'],
    fate: 'What happened to your order',
    badge: { orderCanceled: 'Canceled', orderRejected: 'Rejected', campaignCanceled: 'Canceled', delivery: 'Stopped', workflow: 'Stopped' },
    finished: { delivery: 'Finished', workflow: 'Finished' },
    order: (code, before) => ['Your order ', code, { draft: ', which was a draft', ordered: ', which awaited approval', approved: ', which was approved', available: ', which was available', rejected: ', rejected before', canceled: ', canceled before' }[before]],
    campaign: (code, label) => ['Your campaign ', code, ` ${label}`],
    workflow: (code, at) => ['Your workflow ', code, at === null ? '.' : `, at ${at}.`],
    ownDelivery: (code, at) => ['Your delivery ', code, at === null ? '.' : `, at ${at}.`],
    centralDelivery: (code, at) => ['Delivery ', code, ' of the central entity to your recipients', at === null ? '.' : `, at ${at}.`],
    figures: ({ sent, notSent, failed, uncertain }) => [sent, ' messages sent, ', notSent, ' not sent, ', failed, ' failed', ...(uncertain === null ? [] : [', ', uncertain, ' uncertain']), '.'],
    noOrder: 'Your entity had no order of this package: nothing of yours was running.',
    nothingToDo: 'You need not do anything in Relais.',
    see: 'See your order',
    seePackage: 'See the package',
  },
  subscription: {
    subject: (label, code) => `[Campaign subscription] ${label} (${code})`,
    title: (label) => `${label} is open to you`,
    intro: 'The central entity offers your entity this campaign. Register if you wish to take part.',
    until: (date) => ['You can register until ', date, '.'],
    open: 'Your order awaits the central entity’s approval once it is placed.',
    register: 'See the package and register',
  },
};

const fr: MailWords = {
  levels: { local: 'Opération locale', simple: 'Opération collaborative, simple', 'by-form': 'Opération collaborative, par formulaire', 'by-campaign': 'Opération collaborative, par opération', 'by-target-approval': 'Opération collaborative, par validation de cible' },
  hello: (entity) => `Bonjour ${entity},`,
  fact: { package: 'Kit', level: 'Type d’opération', campaign: 'Opération', schedule: 'Planning', availableAt: 'Date de disponibilité', registration: 'Date limite d’inscription', personalization: 'Date limite de personnalisation' },
  thePackage: 'Le kit',
  from: (start, end) => `du ${start} au ${end}`,
  none: 'aucune',
  foot: (address, entity, code, zone) => `Vous recevez ce message parce que ${address} fait partie du groupe de notification de ${entity} (${code}). Les heures sont celles du fuseau de votre entité, ${zone}. Les liens ne font qu’afficher une page\u00a0: les ouvrir ne décide de rien.`,
  canceled: {
    subject: (label, code) => `[Annulation du kit] ${label} (${code})`,
    title: (label) => `${label} est annulé`,
    alert: (date) => `L’opération a été annulée par l’entité centrale le ${date}`,
    wrote: (who) => [who, ', de l’entité centrale, a annulé ce kit et a écrit\u00a0:'],
    silent: (who) => [who, ', de l’entité centrale, a annulé ce kit sans laisser de commentaire.'],
    fate: 'Ce que devient votre commande',
    badge: { orderCanceled: 'Annulée', orderRejected: 'Rejetée', campaignCanceled: 'Annulée', delivery: 'Arrêtée', workflow: 'Arrêté' },
    finished: { delivery: 'Terminée', workflow: 'Terminé' },
    order: (code, before) => ['Votre commande ', code, { draft: ', qui était en brouillon', ordered: ', qui attendait sa validation', approved: ', qui était validée', available: ', qui était disponible', rejected: ', rejetée auparavant', canceled: ', annulée auparavant' }[before]],
    campaign: (code, label) => ['Votre opération ', code, ` ${label}`],
    workflow: (code, at) => ['Votre workflow ', code, at === null ? '.' : `, à ${at}.`],
    ownDelivery: (code, at) => ['Votre diffusion ', code, at === null ? '.' : `, à ${at}.`],
    centralDelivery: (code, at) => ['Diffusion ', code, ' de l’entité centrale vers vos destinataires', at === null ? '.' : `, à ${at}.`],
    figures: ({ sent, notSent, failed, uncertain }) => ['Messages envoyés\u00a0: ', sent, ', non envoyés\u00a0: ', notSent, ', en échec\u00a0: ', failed, ...(uncertain === null ? [] : [', incertains\u00a0: ', uncertain]), '.'],
    noOrder: 'Votre entité n’avait pas commandé ce kit\u00a0: rien n’était en cours chez vous.',
    nothingToDo: 'Vous n’avez rien à faire dans Relais.',
    see: 'Voir votre commande',
    seePackage: 'Voir le kit',
  },
  subscription: {
    subject: (label, code) => `[Inscription à l’opération] ${label} (${code})`,
    title: (label) => `${label} vous est proposé`,
    intro: 'L’entité centrale propose cette opération à votre entité. Inscrivez-vous si vous souhaitez y participer.',
    until: (date) => ['Vous pouvez vous inscrire jusqu’au ', date, '.'],
    open: 'Une fois passée, votre commande attend la validation de l’entité centrale.',
    register: 'Voir le kit et s’inscrire',
  },
};

export const MAIL_WORDS: Record<Locale, MailWords> = { en, fr };
