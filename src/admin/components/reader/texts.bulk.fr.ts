import { figure, numberOf, type Count } from './figures.js';
import type { BulkTexts } from './texts.bulk.en.js';

const n = (value: Count): string => figure(value, 'fr');
const THINGS = { packages: ['kit', 'kits'], orders: ['commande', 'commandes'], workflows: ['workflow', 'workflows'], deliveries: ['diffusion', 'diffusions'] } as const;
const things = (list: keyof typeof THINGS, count: Count): string => `${n(count)} ${THINGS[list][numberOf(count) < 2 ? 0 : 1]}`;
const VERBS = { submit: 'Soumettre', approve: 'Valider', reject: 'Rejeter', cancel: 'Annuler', reinitialize: 'Réinitialiser', start: 'Démarrer', pause: 'Mettre en pause', resume: 'Reprendre', stop: 'Arrêter' } as const;
const isFeminine = (list: keyof typeof THINGS): boolean => list === 'orders' || list === 'deliveries';

// prettier-ignore
export const bulkFr: BulkTexts = {
  bar: 'Ce qui est coché', ticked: (count) => `${n(count)} coché${numberOf(count) < 2 ? '' : 's'}`, takeAll: (count) => `Prendre les ${n(count)} qui correspondent`, allTaken: (count) => `Les ${n(count)} qui correspondent`, untick: 'Décocher',
  act: (verb, allowed, count) => (allowed === count ? `${VERBS[verb]} ${n(count)}…` : `${VERBS[verb]} ${n(allowed)} sur ${n(count)}…`),
  note: 'Recompté à la confirmation\u00a0; refusé si le nombre a changé.', counting: 'Décompte en cours…',
  title: (verb, list, count) => `${VERBS[verb]} ${things(list, count)}\u00a0?`,
  lead: (allowed, count) => (allowed === count ? 'Un résultat sera donné pour chaque élément.' : `Cela s’applique à ${n(allowed)} sur ${n(count)} actuellement\u00a0; les autres seront refusés, chacun avec sa raison.`),
  first: (names, more) => (more > 0 ? `${names} et ${n(more)} de plus` : names),
  effects: { submit: 'Les validants sont sollicités par e-mail.', approve: 'Ce qui est dû est publié ou rendu disponible aussitôt, et les intéressés sont prévenus.', reject: 'Chaque entité lit votre commentaire.', cancel: 'C’est irréversible\u00a0: commandes, opérations, workflows et diffusions qui en dépendent sont annulés et arrêtés, et chaque entité concernée est prévenue.', reinitialize: 'Chacun commence son cycle suivant, en édition\u00a0; les commandes actuelles restent comme trace.', start: 'Leur exécution commence.', pause: 'Ce qui est en vol se termine\u00a0; la reprise reste possible.', resume: 'L’exécution continue là où elle s’était arrêtée.', stop: 'Un arrêt est définitif. Les messages non envoyés sont annulés.' },
  effectOrders: 'C’est irréversible\u00a0: les commandes sont annulées, ce qui en tourne est arrêté, et leurs entités sont prévenues.',
  confirm: (verb, list, count) => `${VERBS[verb]} ${things(list, count)}`, confirmSome: (verb, list, allowed, count) => `${VERBS[verb]} ${n(allowed)} sur ${things(list, count)}`, keep: (list) => `Laisser les ${THINGS[list][1]} ${isFeminine(list) ? 'telles quelles' : 'tels quels'}`,
  comment: 'Commentaire', commentHint: 'recommandé\u00a0: les intéressés le lisent', commentRequired: 'obligatoire\u00a0: chaque entité le lit', commentMissing: 'Dites pourquoi vous les rejetez.',
  run: (verb, list, count) => `${VERBS[verb]} ${things(list, count)}`, runs: 'Actions en nombre', by: 'par', running: 'En cours', finished: (at) => `Terminé à ${at}`,
  progress: (done, total) => `${n(done)} sur ${n(total)} traités`, succeeded: 'Fait', refused: 'Refusé', left: 'Reste à faire', all: 'Tous', results: 'Résultat de chacun', result: { pending: 'Reste à faire', done: 'Fait', refused: 'Refusé' },
  looked: (looked, count) => `Ces nombres sont ceux des ${n(looked)} premiers sur ${n(count)}.`,
  noRuns: 'Vous n’avez encore rien fait en nombre\u00a0: cochez des lignes d’une liste, puis choisissez l’action.', more: 'Suivants', less: 'Précédents',
  none: 'Aucun.', follow: 'Suivre l’annulation', thing: { packages: 'Kit', orders: 'Commande', workflows: 'Workflow', deliveries: 'Diffusion' },
};
