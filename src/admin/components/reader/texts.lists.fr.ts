import { figure, numberOf, type Count } from './figures.js';
import type { ListsTexts } from './texts.lists.en.js';

const n = (value: Count): string => figure(value, 'fr');
const some = (value: Count, one: string, many: string): string => `${n(value)} ${numberOf(value) < 2 ? one : many}`;

// prettier-ignore
export const listsFr: ListsTexts = {
  since: (what, day) => `${what}\u00a0: depuis le ${day}`, until: (what, day) => `${what}\u00a0: jusqu’au ${day}`, atLeast: (what, number) => `${what}\u00a0: ${number} ou plus`, atMost: (what, number) => `${what}\u00a0: ${number} ou moins`,
  from: 'Du', to: 'Au', least: 'Au moins', most: 'Au plus',
  quick: 'Choix rapide', today: 'Aujourd’hui', lastDays: (days) => `${days} derniers jours`, thisMonth: 'Ce mois-ci',
  matchOf: (match, all) => `${n(match)} sur ${n(all)} répondent aux filtres, dernière modification d’abord.`,
  exported: (count) => `Exporter ${n(count)} en CSV`, exportAll: 'Exporter en CSV',
  columns: 'Colonnes', columnsOf: (list) => `Colonnes de «\u00a0${list}\u00a0»`, columnsReset: 'Afficher toutes les colonnes',
  sorted: (column) => `Trier par ${column}`,
  tick: (what) => `Cocher ${what}`, tickAll: 'Cocher toute la page',
  emptyAll: 'Rien ici pour l’instant.', clearFilters: 'Effacer les filtres',
  created: 'Création', modified: 'Modification', registration: 'Date limite d’inscription', ordered: 'Commande passée', started: 'Démarrage', accepted: 'Accepté par le serveur de messagerie', canceledAt: 'Annulation', at: 'Quand',
  available: 'Date de disponibilité', cycle: 'Numéro de cycle', toDeliver: 'À envoyer', failed: 'En échec', reviewer: 'Validant', command: 'Commande', refused: 'Tentatives refusées', state: 'État', event: 'Événement', results: 'Résultats', noResult: 'Rien ne porte ce nom. Entrée cherche dans les kits.',
  view: 'Vue', views: 'Vues enregistrées', noView: 'Aucune vue', own: 'Vos vues', sharedViews: 'Vues partagées', none: 'Aucune vue de cette liste n’est encore enregistrée.', changed: 'modifiée', shared: 'partagée', saveAs: 'Enregistrer comme vue…', save: 'Enregistrer les modifications', name: 'Nom', share: 'Partager avec toute l’entité centrale', rename: 'Renommer…', renameTitle: (name) => `Renommer «\u00a0${name}\u00a0»`, remove: 'Supprimer cette vue', saveTitle: 'Enregistrer comme vue', keep: 'Pas maintenant', saveIt: 'Enregistrer la vue', by: (owner) => `par ${owner}`, removed: 'La vue est supprimée.', unsaved: (count) => `${some(count, 'filtre', 'filtres')}`,
};
