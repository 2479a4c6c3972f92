import type { Text } from '../language/text.js';

/** One column of a file: its head, and where an item has what stands in it. */
export interface ExportColumn {
  head: Text;
  /** Path in the item as the API shows it. */
  path: string;
  /** Codes that people read as words. */
  worded?: boolean;
}

const text = (path: string, en: string, fr: string): ExportColumn => ({ path, head: { en, fr } });
const worded = (path: string, en: string, fr: string): ExportColumn => ({ ...text(path, en, fr), worded: true });
const instant = (path: string, en: string, fr: string): ExportColumn => text(path, `${en} (UTC)`, `${fr} (UTC)`);

const code = text('code', 'Code', 'Code');
const label = text('label', 'Label', 'Libellé');
const status = worded('status', 'Status', 'Statut');
const entity = text('entity', 'Entity', 'Entité');
const cycle = text('cycle', 'Cycle', 'Cycle');
const life = {
  statusSince: instant('statusSince', 'Status since', 'Statut depuis'),
  createdAt: instant('createdAt', 'Created', 'Créé'),
  modifiedAt: instant('modifiedAt', 'Modified', 'Modifié'),
  modifiedBy: text('modifiedBy', 'Modified by', 'Modifié par'),
};
const dates = {
  scheduleStart: instant('schedule.start', 'Schedule start', 'Début du calendrier'),
  scheduleEnd: instant('schedule.end', 'Schedule end', 'Fin du calendrier'),
};
const run = {
  campaign: text('campaign', 'Campaign', 'Opération'),
  workflow: text('workflow', 'Made by workflow', 'Créée par le workflow'),
  template: text('template', 'Template', 'Modèle'),
  cycle,
  status,
  reason: text('reason', 'Reason', 'Raison'),
  startedAt: instant('startedAt', 'Started', 'Démarrage'),
  requestedAt: instant('requestedAt', 'Requested', 'Demande'),
  stoppedAt: instant('stoppedAt', 'Stopped', 'Arrêt'),
  finishedAt: instant('finishedAt', 'Finished', 'Fin'),
};
const late = { late: text('late.deadline', 'Late by', 'En retard sur'), lateSince: instant('late.since', 'Late since', 'En retard depuis') };

/** What each list's file may hold, in the order of its columns; all of them where none is named. */
export const EXPORT_COLUMNS = {
  packages: {
    code, label,
    kind: worded('kind', 'Kind', 'Nature'),
    distributionLevel: worded('distributionLevel', 'Level', 'Type d’opération'),
    referenceCampaign: text('referenceCampaign', 'Reference campaign', 'Opération de référence'),
    folder: text('folder', 'Folder', 'Dossier'),
    status, statusSince: life.statusSince, ...late, cycle,
    availableAt: instant('availableAt', 'Availability date', 'Date de disponibilité'),
    registrationDeadline: instant('registrationDeadline', 'Registration deadline', 'Date limite d’inscription'),
    personalizationDeadline: instant('personalizationDeadline', 'Personalization deadline', 'Date limite de personnalisation'),
    ...dates,
    audience: text('audience', 'Audience', 'Audience'),
    assignedTo: text('assignedTo', 'Assigned to', 'Affecté à'),
    createdAt: life.createdAt, modifiedAt: life.modifiedAt, modifiedBy: life.modifiedBy,
  },
  orders: {
    code, label,
    package: text('package', 'Package', 'Kit'),
    entity, cycle, status, statusSince: life.statusSince, ...late,
    incomplete: text('incomplete', 'Required parameters missing', 'Paramètres obligatoires manquants'),
    assignedTo: text('assignedTo', 'Assigned to', 'Affecté à'),
    comment: text('comment', 'Comment', 'Commentaire'),
    parameters: text('parameters', 'What the entity entered', 'Ce que l’entité a saisi'),
    campaign: text('campaign', 'Child campaign', 'Opération locale'),
    orderedAt: instant('orderedAt', 'Ordered', 'Commandé'),
    canceledAt: instant('canceled.at', 'Canceled', 'Annulé'),
    canceledBy: text('canceled.by', 'Canceled by', 'Annulé par'),
    createdAt: life.createdAt, modifiedAt: life.modifiedAt, modifiedBy: life.modifiedBy,
  },
  campaigns: {
    code, label,
    kind: worded('kind', 'Kind', 'Nature'),
    package: text('package', 'Package', 'Kit'),
    order: text('order', 'Order', 'Commande'),
    entity, folder: text('folder', 'Folder', 'Dossier'), cycle, status, statusSince: life.statusSince, ...dates,
    createdAt: life.createdAt, modifiedAt: life.modifiedAt, modifiedBy: life.modifiedBy,
  },
  workflows: { code, label, ...run, activity: text('activity.type', 'Present activity', 'Activité en cours'), modifiedAt: life.modifiedAt, modifiedBy: life.modifiedBy },
  deliveries: {
    code, label, ...run,
    toDeliver: text('toDeliver', 'To deliver', 'À envoyer'),
    processed: text('processed', 'Processed', 'Traités'),
    pending: text('pending', 'Pending', 'En attente'),
    sent: text('sent', 'Sent', 'Envoyés'),
    failed: text('failed', 'Failed', 'En échec'),
    canceled: text('canceled', 'Canceled, never sent', 'Annulés, jamais envoyés'),
    uncertain: text('uncertain', 'Uncertain', 'Incertains'),
    modifiedAt: life.modifiedAt, modifiedBy: life.modifiedBy,
  },
  cancellations: {
    code,
    package: text('package', 'Package', 'Kit'),
    order: text('order', 'Order', 'Commande'),
    cycle,
    state: worded('state', 'Cascade', 'Cascade'),
    canceledAt: instant('canceledAt', 'Canceled', 'Annulé'),
    finishedAt: instant('finishedAt', 'Finished', 'Fin'),
    by: text('by', 'By', 'Par'),
    comment: text('comment', 'Comment', 'Commentaire'),
  },
  entities: {
    code, label,
    locale: text('locale', 'Language', 'Langue'),
    timeZone: text('timeZone', 'Time zone', 'Fuseau horaire'),
    contact: text('contact', 'Contact', 'Contact'),
    notificationGroup: text('notificationGroup', 'Addresses', 'Adresses'),
    orderReviewers: text('orderReviewers', 'Order reviewers', 'Validants des commandes'),
  },
  recipients: {
    email: text('email', 'E-mail', 'E-mail'),
    entity,
    firstName: text('firstName', 'First name', 'Prénom'),
    lastName: text('lastName', 'Last name', 'Nom'),
    locale: text('locale', 'Language', 'Langue'),
    attributes: text('attributes', 'Attributes', 'Attributs'),
  },
  operators: {
    email: text('email', 'E-mail', 'E-mail'),
    name: text('name', 'Name', 'Nom'),
    role: worded('role', 'Role', 'Rôle'),
    entity,
    locale: text('locale', 'Language', 'Langue'),
  },
  notifications: {
    event: text('event', 'Event', 'Événement'),
    subject: text('subject', 'Of', 'De'),
    entity,
    address: text('address', 'Address', 'Adresse'),
    state: worded('state', 'State', 'État'),
    attempts: text('attempts', 'Attempts', 'Tentatives'),
    acceptedAt: instant('acceptedAt', 'Accepted by the server', 'Accepté par le serveur'),
    messageId: text('messageId', 'Message-ID', 'Message-ID'),
    lastError: text('lastError', 'Last error', 'Dernière erreur'),
    createdAt: life.createdAt,
  },
  journal: {
    at: instant('at', 'When', 'Quand'),
    by: text('by', 'Who', 'Qui'),
    subject: text('subject', 'Of', 'De'),
    command: text('command', 'Command', 'Commande'),
    from: worded('from', 'From', 'Avant'),
    to: worded('to', 'To', 'Après'),
    changes: text('changes', 'Changes', 'Modifications'),
    comment: text('comment', 'Comment', 'Commentaire'),
    refused: text('refused', 'Refused', 'Refus'),
  },
} as const satisfies Record<string, Record<string, ExportColumn>>;

export type ExportedList = keyof typeof EXPORT_COLUMNS;
