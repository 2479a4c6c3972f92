import { figure, numberOf, type Count } from './figures.js';
import type { CascadeTexts } from './texts.cascade.en.js';

const n = (value: Count): string => figure(value, 'fr');
const some = (value: Count, one: string, many: string): string => `${n(value)} ${numberOf(value) < 2 ? one : many}`;

// prettier-ignore
export const cascadeFr: CascadeTexts = {
  movedAt: (at) => `dernier mouvement à ${at}`,
  perSecond: (count) => `${n(count)}/s`,
  stopping: (stopped, stopping) => `${some(stopped, 'arrêtée', 'arrêtées')}, ${n(stopping)} en arrêt`,
  waitsFor: (workers) => `attend ${workers}`,
  wait: (count, workers) => `${some(count, 'diffusion attend', 'diffusions attendent')} ${workers}.`,
  waitWhy: 'Il ne peut plus rien prendre. Elles comptent comme arrêtées dès qu’il répond ou que son bail expire\u00a0; un message qu’il tenait est signalé comme incertain et n’est jamais renvoyé.',
  shown: (shown, of) => `${n(shown)} sur ${some(of, 'diffusion', 'diffusions')}, celles encore en arrêt d’abord`,
  all: (count) => `Afficher les ${n(count)}`,
  fewer: 'Réduire la liste',
  byEntity: 'Par entité', byEntityOf: (code) => `Afficher les entités de ${code}`, hideEntitiesOf: (code) => `Masquer les entités de ${code}`,
  report: 'Rapport d’arrêt (CSV)', correct: 'Rectifier ce qui est parti…',
  correctTitle: (code) => `Rectifier ce que ${code} avait envoyé\u00a0?`,
  correctWhy: 'Crée une opération sans kit, «\u00a0Correction de …\u00a0», avec une diffusion en brouillon vers ceux-là seuls qui ont été touchés, ou ont pu l’être. Rien n’est envoyé\u00a0: vous vérifiez le brouillon, puis vous le démarrez.',
  correctDo: 'Créer la rectification', correctKeep: 'Pas maintenant', corrected: 'La rectification est créée.',
  correctionIs: 'Rectification', openCorrection: 'Ouvrir la rectification', made: (who, when) => `créée par ${who}, ${when}`,
  first: (names, more) => (more > 0 ? `${names} et ${n(more)} de plus` : names),
  more: (count) => `et ${n(count)} de plus`,
  gone: (count) => `${some(count, 'message est déjà parti et ne peut être rappelé', 'messages sont déjà partis et ne peuvent être rappelés')}. Vous obtenez la liste de qui les a reçus.`,
  falling: (rate) => `en baisse de ${n(rate)} par seconde`,
  mail: 'L’e-mail qu’elles reçoivent',
  mailLead: 'Chaque entité le lit dans sa langue, avec le sort de sa commande et de ses diffusions.',
  mailBox: (when) => `L’opération a été annulée par l’entité centrale le ${when}`,
  mailBy: (who) => `Annulé par ${who}`,
  noComment: 'sans commentaire',
  already: (who, when) => `${who} a déjà annulé ce kit, ${when}.`,
  seeIt: 'Voir cette annulation',
  reinitialize: {
    kept: 'Ce qui reste', reset: 'Ce qui repart à neuf', nothingYet: 'Le formulaire vient ensuite. Rien n’est écrit avant que vous l’enregistriez.',
    keeps: ['Libellé, dossier et niveau', 'Audience, formulaire et valideurs', 'Dates encore à venir'],
    keepsLocal: 'Toutes les commandes et leurs opérations\u00a0: elles sont aux entités et continuent de vivre',
    keepsRecord: 'Les commandes disponibles et validées avec leurs opérations, comme trace que plus rien ne modifie',
    resets: (cycle) => [`Le cycle ${n(cycle)} s’ouvre, et le statut est «\u00a0En édition\u00a0»`, 'Validation, mise à disposition et marques d’annulation sont effacées', 'Les dates passées sont vidées', 'Les entités ne voient l’offre qu’une fois validée et publiée de nouveau'],
    resetsCollaborative: ['Les commandes «\u00a0Brouillon\u00a0» ou «\u00a0Commandée\u00a0» de ce cycle se lisent comme annulées', 'L’opération est de nouveau en édition, avec des brouillons neufs de ses workflows et diffusions'],
  },
  asking: 'Demandé deux fois par seconde\u00a0: la connexion en direct ne passe pas.',
};
