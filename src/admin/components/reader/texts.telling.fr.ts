import { refusalsFr } from './texts.refusals.fr.js';
import type { TellingTexts } from './texts.telling.en.js';

const NOUNS: Record<string, string> = { package: 'le kit', order: 'la commande', campaign: 'l’opération', workflow: 'le workflow', delivery: 'la diffusion', cancellation: 'l’annulation', entity: 'l’entité', operator: 'l’opérateur', 'api-key': 'la clé d’API', notification: 'l’e-mail', recipients: 'des destinataires', 'bulk-run': 'plusieurs éléments à la fois' };
const PAST: Record<string, string> = { create: 'créé', edit: 'modifié', submit: 'soumis', approve: 'validé', reject: 'rejeté', publish: 'publié', cancel: 'annulé', reinitialize: 'réinitialisé', place: 'passé', start: 'démarré', pause: 'mis en pause', resume: 'repris', stop: 'arrêté', finish: 'terminé', resend: 'renvoyé', import: 'importé', revoke: 'révoqué', order: 'commandé' };
const VERBS: Record<string, string> = { create: 'créer', edit: 'modifier', submit: 'soumettre', approve: 'valider', reject: 'rejeter', publish: 'publier', cancel: 'annuler', reinitialize: 'réinitialiser', place: 'passer', start: 'démarrer', pause: 'mettre en pause', resume: 'reprendre', stop: 'arrêter', resend: 'renvoyer', import: 'importer', revoke: 'révoquer', order: 'commander' };

const WHOLE: Record<string, string> = {
  'package.submit': 'a soumis le kit à validation', 'package.remind': 'a envoyé un rappel aux validants', 'package.close-registration': 'a clos les inscriptions', 'package.void-approval': 'a modifié le kit, ce qui annule sa validation',
  'package.self-approval': 'a validé sa propre demande, comme la configuration le permet', 'package.edit to being-edited': 'a modifié le kit : il revient en édition',
  'system package.publish': 'a publié le kit à sa date de disponibilité',
  'order.create': 'a préparé la commande', 'order.pre-subscribe': 'a inscrit l’entité : sa commande est validée', 'order.make-available': 'a rendu la commande disponible', 'system order.make-available': 'a rendu la commande disponible à la date de disponibilité',
  'campaign.run': 'a démarré le premier traitement : l’opération est en cours', 'campaign.finish': 'a vu finir le dernier traitement : l’opération est terminée', 'campaign.reinitialize': 'a ouvert l’opération pour le cycle suivant',
  'workflow.pause to pausing': 'a demandé la pause du workflow', 'workflow.stop to stopping': 'a demandé l’arrêt du workflow', 'workflow.record-paused': 'a fini ce qui était en cours : le workflow est en pause', 'workflow.record-stopped': 'a fini ce qui était en cours : le workflow est arrêté',
  'workflow.finish': 'a fait la dernière activité : le workflow est terminé', 'workflow.fail': 'n’a pas pu continuer : le workflow est en échec', 'workflow.stop-draft': 'a fermé le brouillon avec son opération',
  'delivery.pause to pausing': 'a demandé la pause de la diffusion', 'delivery.stop to stopping': 'a demandé l’arrêt de la diffusion', 'delivery.record-paused': 'a laissé arriver ce qui partait : la diffusion est en pause', 'delivery.record-stopped': 'a laissé arriver ce qui partait : la diffusion est arrêtée',
  'system delivery.pause to pausing': 'a mis la diffusion en pause de lui-même', 'delivery.finish': 'a tenté le dernier message : la diffusion est terminée', 'delivery.stop-draft': 'a fermé le brouillon avec son opération', 'delivery.exclude-entity': 'a retiré une entité : ses messages non envoyés sont annulés',
  'cancellation.finish': 'a terminé la cascade', 'notification.resend': 'a renvoyé un e-mail', 'recipients.import': 'a importé des destinataires', 'entities.import': 'a importé des entités', 'order.order': 'a commandé',
  'orders.cancel': 'a inscrit les commandes comme annulées', 'orders.pre-subscribe': 'a inscrit les entités de l’audience : chacune a une commande validée', 'orders.make-available': 'a rendu disponibles les commandes inscrites', 'orders.create': 'a créé les commandes',
  'campaigns.cancel': 'a inscrit les opérations locales comme annulées', 'campaigns.create': 'a créé les opérations locales', 'workflows.stop-draft': 'a fermé les brouillons de workflows', 'deliveries.stop-draft': 'a fermé les brouillons de diffusions', 'workflows.create': 'a créé les brouillons de workflows', 'deliveries.create': 'a créé les brouillons de diffusions',
};

const ofVerb = (verb: string): string => (/^[aeéiou]/.test(verb) ? `d’${verb}` : `de ${verb}`);

// prettier-ignore
export const tellingFr: TellingTexts = {
  relais: 'Relais', refused: 'Refusé.', refusals: refusalsFr,
  whole: (name) => WHOLE[name],
  did: (command, kind) => `a ${PAST[command] ?? command} ${NOUNS[kind] ?? kind}`,
  tried: (command, kind) => `a tenté ${ofVerb(VERBS[command] ?? command)} ${NOUNS[kind] ?? kind}`,
  because: (why) => ` : ${why}`,
  asked: (names) => `Sollicités : ${names}.`, awaiting: (count, isOne) => `${count} ${isOne ? 'commande attend' : 'commandes attendent'} encore une validation : le kit est en retard.`,
  told: (entities, accepted, mails) => `${entities ? `${entities} prévenues : ` : ''}${accepted} e-mails sur ${mails} acceptés par le serveur de messagerie.`,
  and: (names) => (names.length > 1 ? `${names.slice(0, -1).join(', ')} et ${names.at(-1) ?? ''}` : (names[0] ?? '')),
  more: (count) => `${count} de plus`, nobody: 'personne', everyEntity: 'toutes les entités', changed: 'changé',
  older: 'Entrées plus anciennes', showing: (count) => `Les ${count} plus récentes`, repeated: (times) => `en ${times} parties`,
  locales: { en: 'anglais', fr: 'français' },
  perSecond: (rate) => `${rate} par seconde`,
  reminder: { date: (at) => at, submission: (days) => `${days} après la soumission`, deadline: (days) => `${days} après la date limite`, before: (days) => `${days} avant la date limite`, days: (count, shown) => `${shown} ${count < 2 ? 'jour' : 'jours'}` },
  fields: {
    html: 'Texte HTML', text: 'Texte brut', subject: 'Objet', target: 'Cible', ratePerSecond: 'Débit', maxFailureRate: 'Échecs qui la mettent en pause', activities: 'Activités', schedule: 'Calendrier', parameters: 'Paramètres', reminders: 'Rappels', notificationGroup: 'Adresses', orderReviewers: 'Validants des commandes',
    excludedEntities: 'Laissée de côté', password: 'Mot de passe', created: 'Nouveaux', updated: 'Mis à jour', rejected: 'Lignes refusées', name: 'Nom', role: 'Rôle', entity: 'Entité', email: 'E-mail', locale: 'Langue', timeZone: 'Fuseau horaire', contact: 'Contact', template: 'Modèle',
  },
  query: { any: (values) => `vaut ${values}`, or: 'ou', gt: (value) => `plus de ${value}`, gte: (value) => `au moins ${value}`, lt: (value) => `moins de ${value}`, lte: (value) => `au plus ${value}`, and: 'et' },
};
