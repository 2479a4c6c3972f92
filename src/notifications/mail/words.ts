import type { Locale } from '../../language/text.js';
import type { OrderStatus } from '../../orders/order.schema.js';
import type { DistributionLevel } from '../../packages/package.schema.js';
import type { OperatorRole } from '../notification.schema.js';
import type { Span } from './blocks.js';

/** A whole sentence with its spans, since the order of words is each language's own. */
export type Sentence<A extends unknown[]> = (...parts: A) => (Span | string)[];

type FactName =
  | 'package' | 'level' | 'campaign' | 'schedule' | 'availableAt' | 'registration' | 'personalization'
  | 'audience' | 'orderApproval' | 'approvalDeadline' | 'order' | 'entity' | 'ownCampaign' | 'status';

/** What several mails say; what one alone says stands with it. */
export interface MailWords {
  levels: Record<DistributionLevel, string>;
  statuses: Record<OrderStatus, string>;
  hello: (name: string) => string;
  fact: Record<FactName, string>;
  thePackage: string;
  theOrder: string;
  answers: string;
  from: (start: string, end: string) => string;
  none: string;
  yes: string;
  no: string;
  everyEntity: string;
  entities: (count: string, one: boolean) => string;
  orderApproval: Record<'manual' | 'automatic', string>;
  /** Below a mail to an entity. */
  foot: (address: string, entity: string, code: string, zone: string) => string;
  /** Below a mail to an operator: why them. */
  role: Record<OperatorRole, (address: string, entity: string) => string>;
  footOfOperator: (because: string, zone: string, ofEntity: boolean) => string;
}

const en: MailWords = {
  levels: { local: 'Local', simple: 'Collaborative, simple', 'by-form': 'Collaborative, by form', 'by-campaign': 'Collaborative, by campaign', 'by-target-approval': 'Collaborative, by target approval' },
  statuses: { draft: 'Draft', ordered: 'Awaiting approval', approved: 'Approved', available: 'Available', rejected: 'Rejected', canceled: 'Canceled' },
  hello: (name) => `Hello ${name},`,
  fact: {
    package: 'Package', level: 'Level', campaign: 'Campaign', schedule: 'Schedule', availableAt: 'Availability date', registration: 'Registration deadline', personalization: 'Personalization deadline',
    audience: 'Audience', orderApproval: 'Order approval', approvalDeadline: 'Approval deadline', order: 'Order', entity: 'Entity', ownCampaign: 'Your campaign', status: 'Status',
  },
  thePackage: 'The package',
  theOrder: 'The order',
  answers: 'What the entity entered',
  from: (start, end) => `${start} to ${end}`,
  none: 'none',
  yes: 'yes',
  no: 'no',
  everyEntity: 'every entity',
  entities: (count, one) => (one ? '1 entity' : `${count} entities`),
  orderApproval: { manual: 'manual: each order is approved by hand', automatic: 'automatic: entities are registered with an approved order' },
  foot: (address, entity, code, zone) => `You receive this because ${address} is in the notification group of ${entity} (${code}). Times are in your entity’s zone, ${zone}. The links only show a page; nothing is decided by opening them.`,
  role: {
    reviewer: (address) => `You receive this because ${address} is named as a reviewer of this package.`,
    'order-reviewer': (address, entity) => `You receive this because ${address} reviews the orders of ${entity}.`,
    assigned: (address) => `You receive this because it is assigned to ${address}.`,
    'head-office': (address) => `You receive this because ${address} is an operator of the central entity, and nobody else is named.`,
  },
  footOfOperator: (because, zone, ofEntity) => `${because} Times are in ${ofEntity ? 'the entity’s' : 'the central entity’s'} zone, ${zone}. The links only show a page; nothing is decided by opening them.`,
};

const fr: MailWords = {
  levels: { local: 'Opération locale', simple: 'Opération collaborative, simple', 'by-form': 'Opération collaborative, par formulaire', 'by-campaign': 'Opération collaborative, par opération', 'by-target-approval': 'Opération collaborative, par validation de cible' },
  statuses: { draft: 'Brouillon', ordered: 'En attente de validation', approved: 'Validée', available: 'Disponible', rejected: 'Rejetée', canceled: 'Annulée' },
  hello: (name) => `Bonjour ${name},`,
  fact: {
    package: 'Kit', level: 'Type d’opération', campaign: 'Opération', schedule: 'Calendrier', availableAt: 'Date de disponibilité', registration: 'Date limite d’inscription', personalization: 'Date limite de personnalisation',
    audience: 'Destiné à', orderApproval: 'Validation des commandes', approvalDeadline: 'Date limite de validation', order: 'Commande', entity: 'Entité', ownCampaign: 'Votre opération', status: 'Statut',
  },
  thePackage: 'Le kit',
  theOrder: 'La commande',
  answers: 'Ce que l’entité a saisi',
  from: (start, end) => `du ${start} au ${end}`,
  none: 'aucune',
  yes: 'oui',
  no: 'non',
  everyEntity: 'toutes les entités',
  entities: (count, one) => (one ? '1 entité' : `${count} entités`),
  orderApproval: { manual: 'manuelle\u00a0: chaque commande est validée à la main', automatic: 'automatique\u00a0: les entités sont inscrites avec une commande validée' },
  foot: (address, entity, code, zone) => `Vous recevez ce message parce que ${address} fait partie du groupe de notification de ${entity} (${code}). Les heures sont celles du fuseau de votre entité, ${zone}. Les liens ne font qu’afficher une page\u00a0: les ouvrir ne décide de rien.`,
  role: {
    reviewer: (address) => `Vous recevez ce message parce que ${address} est validant de ce kit.`,
    'order-reviewer': (address, entity) => `Vous recevez ce message parce que ${address} valide les commandes de ${entity}.`,
    assigned: (address) => `Vous recevez ce message parce que ${address} en est responsable.`,
    'head-office': (address) => `Vous recevez ce message parce que ${address} est un opérateur de l’entité centrale et que personne d’autre n’est désigné.`,
  },
  footOfOperator: (because, zone, ofEntity) => `${because} Les heures sont celles du fuseau de l’entité${ofEntity ? '' : ' centrale'}, ${zone}. Les liens ne font qu’afficher une page\u00a0: les ouvrir ne décide de rien.`,
};

export const MAIL_WORDS: Record<Locale, MailWords> = { en, fr };
