import { figure, numberOf, type Count } from './figures.js';
import type { Texts } from './texts.en.js';
import { lifeFr } from './texts.life.fr.js';
import { cascadeFr } from './texts.cascade.fr.js';
import { importsFr } from './texts.imports.fr.js';
import { bulkFr } from './texts.bulk.fr.js';
import { dashboardFr } from './texts.dashboard.fr.js';
import { conflictFr } from './texts.conflict.fr.js';
import { listsFr } from './texts.lists.fr.js';
import { ownFr } from './texts.own.fr.js';
import { pagesFr } from './texts.pages.fr.js';
import { statusesFr } from './texts.statuses.fr.js';
import { tellingFr } from './texts.telling.fr.js';

const n = (value: Count): string => figure(value, 'fr');
const isOne = (value: Count): boolean => numberOf(value) < 2;
const some = (value: Count, one: string, many: string): string => `${n(value)} ${isOne(value) ? one : many}`;
const far = (days: number, hours: number, minutes: number, seconds: number): string => {
  if (days > 0) return hours > 0 && days < 7 ? `${days} j ${hours} h` : `${days} j`;
  if (hours > 0) return minutes > 0 && hours < 12 ? `${hours} h ${minutes} min` : `${hours} h`;
  return minutes > 0 ? `${minutes} min` : `${seconds} s`;
};

/** French as operators of this field speak it: vous, infinitives on buttons, spaces before : ; ? ! and %. */
// prettier-ignore
export const fr: Texts = {
  far,
  life: lifeFr,
  own: ownFr,
  lists: listsFr,
  conflict: conflictFr,
  dashboard: dashboardFr,
  bulk: bulkFr,
  imports: importsFr,
  pick: { remove: (name) => `Retirer ${name}`, none: 'Rien ne porte ce nom.', type: 'Saisissez un nom ou un code', unnamed: 'Ce qui est saisi ne désigne rien\u00a0: choisissez dans la liste, ou videz le champ.' },
  cascade: cascadeFr,
  statusOf: statusesFr,
  pages: pagesFr,
  telling: tellingFr,
  ago: (time) => `il y a ${time}`,
  in: (time) => `dans ${time}`,
  pair: (name, value) => `${name} : ${value}`,
  quoted: (text) => `« ${text} »`,
  verbs: { submit: 'soumettre', approve: 'valider', reject: 'rejeter', publish: 'publier', cancel: 'annuler', reinitialize: 'réinitialiser', edit: 'modifier', place: 'passer', start: 'démarrer', pause: 'mettre en pause', resume: 'reprendre', stop: 'arrêter' },
  none: '—',
  unknown: 'pas encore connu',
  yes: 'oui',
  no: 'non',
  frame: {
    skip: 'Aller au contenu', path: 'Où vous êtes', main: 'Principal', menu: 'Ouvrir le menu', closeMenu: 'Fermer le menu', search: 'Chercher un code ou un libellé', searchHint: 'Code ou libellé',
    zone: (zone, name) => `Heures : ${zone} (${name})`, language: 'Langue', signOut: 'Se déconnecter',
    loading: 'Chargement…', broken: 'Cet écran a rencontré une erreur et ne montre rien plutôt que du faux.', retry: 'Réessayer', notFound: 'Il n’y a rien à cette adresse', unavailable: 'Ceci ne peut pas être montré maintenant', notFoundWhy: 'Le code est peut-être mal saisi, ou cet élément ne vous est pas ouvert.', home: 'Aller au tableau de bord',
    live: (seconds) => `En direct, à jour il y a ${seconds} s`, lost: (seconds) => `Dernières nouvelles il y a ${seconds} s, nouvel essai`, close: 'Fermer', running: (count) => `${n(count)} en cours`,
  },
  keys: { title: 'Touches', list: [['/', 'chercher un code ou un libellé'], ['f', 'filtrer la liste'], ['j', 'ligne suivante'], ['k', 'ligne précédente'], ['Entrée', 'ouvrir la ligne'], ['x', 'cocher la ligne'], ['p', 'voir la commande de la ligne'], ['e', 'modifier'], ['Échap', 'fermer'], ['?', 'ces touches']] },
  roles: { admin: 'administrateur', central: 'centrale', local: 'locale' },
  groups: { marketing: 'Marketing distribué', processes: 'Traitements', network: 'Réseau', proof: 'Preuves', system: 'Système' },
  things: {
    home: 'Tableau de bord', packages: 'Kits d’opération', orders: 'Commandes d’opérations', cancellations: 'Annulations', campaigns: 'Opérations', workflows: 'Workflows', deliveries: 'Diffusions',
    entities: 'Entités', recipients: 'Destinataires', operators: 'Opérateurs', notifications: 'Notifications', journal: 'Journal', 'bulk-runs': 'Actions en nombre', queues: 'Files d’attente',
  },
  status: {
    'being-edited': 'En édition', 'pending-approval': 'En attente de validation', approved: 'Validé', rejected: 'Rejeté', published: 'Publié', canceled: 'Annulé',
    draft: 'Brouillon', ordered: 'Commandé', available: 'Disponible', running: 'En cours', finished: 'Terminé', pausing: 'Mise en pause', paused: 'En pause', stopping: 'Arrêt en cours', stopped: 'Arrêté', failed: 'En échec',
    pending: 'En attente', sending: 'Envoi en cours', sent: 'Envoyé', uncertain: 'Incertain',
  },
  level: { local: 'Locale', simple: 'Simple', 'by-form': 'Par formulaire', 'by-campaign': 'Par opération', 'by-target-approval': 'Par validation de cible' },
  kind: { local: 'locale', collaborative: 'collaborative', reference: 'De référence', child: 'Locale' },
  wholeLevel: (kind, level) => (kind === 'local' ? 'Opération locale' : `Opération collaborative, ${level.toLowerCase()}`),
  badge: {
    created: (at) => `créé le ${at}`,
    pending: (until) => `validation en cours, jusqu’au ${until}`,
    pendingSince: (at) => `validation en cours depuis le ${at}`,
    available: (at) => `disponible le ${at}`,
    rejected: (at, by, why) => `rejeté le ${at} par ${by}${why ? ` : « ${why} »` : ''}`,
    published: (at, available) => `publié le ${at}${available ? `, disponible depuis ${available}` : ''}`,
    canceled: (at, by, why) => `annulé le ${at} par ${by}${why ? ` : « ${why} »` : ''}`,
    since: (at) => `depuis le ${at}`,
  },
  late: {
    word: 'En retard', for: (time) => `En retard de ${time}`, since: (at, time) => `En retard depuis le ${at} (${time}).`,
    why: {
      availableAt: 'La date de disponibilité est passée avant que le kit soit validé et publié.',
      approvalDeadline: 'Le délai de validation est passé, sans décision.',
      registrationDeadline: 'La date limite d’inscription est passée et des commandes attendent encore une validation.',
      personalizationDeadline: 'La date limite de personnalisation est passée et des paramètres obligatoires manquent.',
    },
    see: (count) => `Voir ${isOne(count) ? 'la commande' : `les ${n(count)} commandes`}`,
  },
  fields: {
    code: 'Code', label: 'Libellé', kind: 'Nature', distributionLevel: 'Type d’opération', status: 'Statut', campaign: 'Opération', referenceCampaign: 'Opération de référence', folder: 'Dossier', orders: 'Commandes', modified: 'Modifié', created: 'Créé',
    package: 'Kit', entity: 'Entité', assignedTo: 'Affecté à', comment: 'Commentaire', parameters: 'Ce que l’entité a saisi', cycle: 'Cycle', audience: 'Audience', orderApproval: 'Validation des commandes', allowMultipleOrders: 'Plusieurs commandes par entité',
    reviewers: 'Validants', approvalDeadline: 'Date limite de validation', schedule: 'Calendrier', 'schedule.start': 'Début du calendrier', 'schedule.end': 'Fin du calendrier', availableAt: 'Date de disponibilité', registrationDeadline: 'Date limite d’inscription',
    personalizationDeadline: 'Date limite de personnalisation', form: 'Formulaire', order: 'Commande', child: 'Opération locale', state: 'État', progress: 'Avancement', failed: 'En échec', sent: 'Envoyés', pending: 'En attente', canceled: 'Annulés, jamais envoyés', uncertain: 'Incertains', toDeliver: 'À envoyer',
    activity: 'Activité', started: 'Démarré', stopped: 'Arrêté', finished: 'Terminé', reason: 'Raison', template: 'Modèle', workflow: 'Créée par le workflow', subject: 'Objet', name: 'Nom', email: 'E-mail', role: 'Rôle', locale: 'Langue', timeZone: 'Fuseau horaire', addresses: 'Adresses',
    contact: 'Contact', event: 'Événement', address: 'Adresse', attempts: 'Tentatives', proof: 'Preuve', when: 'Quand', who: 'Qui', what: 'Quoi', by: 'Par', steps: 'Étapes', rate: 'Messages par seconde', incomplete: 'Paramètres obligatoires manquants', at: 'Le', firstName: 'Prénom', lastName: 'Nom', search: 'Texte ou code',
    late: 'En retard', availability: 'Disponible à partir du', availabilityTo: 'Disponible jusqu’au', text: 'Texte ou code', requested: 'Demandé', perSecond: 'Débit', last: 'Dernier message',
  },
  list: {
    all: 'Tous', filter: 'Filtrer la liste', clear: 'Tout effacer', remove: (filter) => `Retirer le filtre ${filter}`, newer: 'Plus récents', older: 'Plus anciens', apply: 'Afficher la liste', any: 'tous', statuses: 'Statut',
    match: (count) => `${n(count)} ${isOne(count) ? 'répond' : 'répondent'} aux filtres, dernier changement d’abord.`, total: (count) => `${n(count)} en tout, dernier changement d’abord.`, range: (from, to, of) => `${n(from)} à ${n(to)}${of === null ? '' : ` sur ${n(of)}`}`,
    caption: (thing) => `${thing} qui répondent aux filtres`, emptyFiltered: 'Rien ne répond à ces filtres. Retirez-en un, ou effacez-les tous.', empty: 'Rien ici pour l’instant.', emptyPackages: 'Aucun kit pour l’instant. Créez le premier avec « Nouveau kit ».',
    toApprove: (count) => `${n(count)} à valider`, allCanceled: 'toutes annulées', status: 'Statut', scroll: (thing) => `${thing}, défile de côté`, zoned: (column, zone) => `${column} (${zone})`,
      },
  package: {
    new: 'Nouveau kit', edit: 'Modifier', submit: 'Soumettre à validation', approve: 'Valider', reject: 'Rejeter…', publish: 'Publier maintenant', cancel: 'Annuler…', reinitialize: 'Réinitialiser…', summary: 'Résumé', dates: 'Calendrier et dates limites', approvals: 'Validations', timeline: 'Historique', processes: 'Traitements',
    actions: 'Ce que vous pouvez faire', live: (live, cycle) => `${n(live)} en vie, cycle ${cycle}`, noOrders: 'Aucune commande dans ce cycle pour l’instant.', noProcesses: 'Aucune diffusion ni aucun workflow ne tourne ici.', now: (at) => `Maintenant, ${at}`, visible: (at) => `Calendrier : visible depuis le ${at}`, visibleFrom: (at) => `Calendrier : visible à partir du ${at}`, noDates: 'Aucune date n’est encore fixée.',
    entities: (count) => some(count, 'entité', 'entités'), everyEntity: 'toutes les entités', noAudience: 'personne pour l’instant', manual: 'À la main, une par une', firstCycle: '1, aucun avant lui', allOrders: 'Toutes les commandes de ce kit', wholeJournal: (code) => `Tout le journal de ${code}`, approved: (who) => `${who} a validé`, rejected: (who) => `${who} a rejeté`,
    waits: 'sollicité, n’a pas encore répondu', notNeeded: 'plus nécessaire : une validation suffit', noReviewer: 'Aucun validant désigné : tout opérateur central peut valider.', notSubmitted: 'Pas encore soumis.', canceledBy: (who) => `Annulé par ${who}`, seeCancellation: 'Voir l’annulation',
    processed: (done, total) => `${n(done)} sur ${n(total)} traités`, ofCampaign: (code) => `de ${code} et de ses opérations locales`, runningPaused: (running, paused) => `${n(running)} en cours, ${n(paused)} en pause`, allDeliveries: 'Toutes les diffusions', allWorkflows: 'Tous les workflows',     done: { submit: 'Soumis à validation.', approve: 'Validé.', reject: 'Rejeté.', publish: 'Publié.', save: 'Enregistré.', create: 'Créé.', cancel: 'Annulé.', place: 'Commande passée.', start: 'Démarrage demandé.', pause: 'Pause demandée.', resume: 'Reprise demandée.', stop: 'Arrêt demandé.' },
    publishTitle: (label) => `Publier « ${label} » maintenant ?`, publishWhy: 'Sa date de disponibilité devient cet instant, et les entités de son audience peuvent commander aussitôt.', keep: 'Garder le kit', keepAsIs: 'Laisser tel quel',
  },
  cancel: {
    title: (label) => `Annuler le kit « ${label} » ?`, lead: 'Il est annulé pour tous dès que vous confirmez. La suite se fait d’elle-même et vous pouvez la suivre.', does: 'Ce que cela fait', counting: 'Comptage de ce qui en dépend…', comment: 'Commentaire', commentHint: 'conseillé : chaque entité le lit', commentHintLocal: 'conseillé : il reste dans le journal',
    orders: (c) => (isOne(c) ? 'commande devient annulée' : 'commandes deviennent annulées'), parts: { available: 'disponibles', approved: 'validées', ordered: 'à valider', draft: 'brouillons' }, ordersNote: (parts, rest) => `${parts ? `${parts}. ` : ''}${rest > 0 ? `Les ${n(rest)} déjà rejetées ou annulées restent telles quelles.` : 'Aucune autre commande n’est touchée.'}`,
    campaigns: (c) => (isOne(c) ? 'opération devient annulée' : 'opérations deviennent annulées'), campaignsNote: 'Leurs brouillons ne démarrent jamais.',
    workflows: (c) => (isOne(c) ? 'workflow s’arrête' : 'workflows s’arrêtent'), workflowsNote: 'Avant les diffusions, pour qu’aucun n’en crée une autre.', deliveries: (c) => (isOne(c) ? 'diffusion s’arrête' : 'diffusions s’arrêtent'), deliveriesNote: 'Celles en cours comme celles en pause.',
    messages: (c) => (isOne(c) ? 'message n’est pas envoyé' : 'messages ne sont pas envoyés'), messagesNote: 'Ceux déjà partis ne peuvent être rappelés. Vous recevez la liste de qui les a reçus.', entities: (c) => (isOne(c) ? 'entité est prévenue par e-mail' : 'entités sont prévenues par e-mail'), entitiesNote: (addresses) => `${some(addresses, 'adresse', 'adresses')}, dans la langue de chaque entité, avec votre nom et votre commentaire.`,
    local: (orders) => `Le kit quitte la liste des entités. ${orders > 0 ? `${isOne(orders) ? 'Sa commande reste' : `Ses ${n(orders)} commandes restent`} en vie ; personne n’est prévenu.` : 'Il n’a pas de commande ; personne n’est prévenu.'}`, localNote: 'Les commandes en attente peuvent toujours être validées ou rejetées ; les brouillons ne peuvent plus être passés.',
    undo: 'Vous pourrez réinitialiser le kit plus tard. Ces commandes restent annulées.', undoLocal: 'Vous pourrez réinitialiser le kit plus tard.', keep: 'Garder le kit', confirm: (code, orders) => (orders > 0 ? `Annuler ${code} et ${some(orders, 'commande', 'commandes')}` : `Annuler ${code}`), region: 'Ce qui sera annulé', thePackage: 'Le kit',
    orderKeep: 'Garder la commande', statusIn: (code, status) => `${code}, ${status.toLowerCase()}`, scheduleIn: (from, to) => `du ${from} au ${to}`,
  },
  cancellation: {
    title: (label) => `Annulation de « ${label} »`, by: 'par', truth: 'Annulé, vrai dès maintenant', since: (at) => `Depuis le ${at}, pour tous.`, allOrders: (orders) => `${isOne(orders) ? 'La commande se lit annulée' : `Les ${n(orders)} commandes se lisent annulées`}. Personne ne peut commander, et rien de nouveau ne peut démarrer ni partir.`, local: 'Le kit a quitté la liste des entités. Ses commandes restent en vie et personne n’est prévenu.', order: 'La commande se lit annulée, et rien d’elle ne peut démarrer ni partir.',
    running: (done, total) => `Cascade en cours, ${done} étapes sur ${total} faites`, runningFor: (time) => `Depuis ${time}.`, runningWhat: 'Elle inscrit les commandes, arrête ce qui tournait et prévient les entités. Vous pouvez quitter cette page : elle continue sans vous.', finished: (at) => `Cascade terminée à ${at}`, finishedIn: (time) => `En ${time}.`, outstanding: (mails) => `${some(mails, 'e-mail est retenté', 'e-mails sont retentés')} encore.`, allTold: 'Tout est inscrit et chaque e-mail a été tenté.', allRecorded: 'Tout est inscrit.', nothing: 'Il n’y avait rien à arrêter.',
    cascade: 'Cascade', steps: { orders: 'Commandes', campaigns: 'Opérations', workflows: 'Workflows', deliveries: 'Diffusions', notifications: 'Notifications' }, state: { pending: 'pas commencé', running: 'en cours', done: 'fait' }, of: (total) => `sur ${n(total)}`, doneAt: (at) => `fait à ${at}`, within: (time) => `en ${time}`, waits: 'commence quand le reste est fait', startedAt: (at) => `commencé à ${at}`, waitsTurn: 'attend son tour',
    sr: (step, done, total) => `${step} : fait, ${n(done)} sur ${n(total)}.`, report: 'Rapport d’arrêt', requested: (at) => `demandé à ${at}`, reached: 'Destinataires atteints (CSV)', noDeliveries: 'Aucune diffusion n’était en cours.', lastMessage: 'Dernier message connu pour être parti', after: (time) => `${time} après la demande`, before: 'avant la demande', pendingIn: (c) => `En attente, dans ${n(c)} en arrêt`,
    bar: (d) => `Sur ${n(d.toDeliver)} messages : ${n(d.sent)} envoyés, ${n(d.failed)} en échec, ${n(d.canceled)} annulés, ${n(d.pending)} en attente, ${n(d.uncertain)} incertains`, reachedHint: (c) => `${some(c, 'destinataire a été atteint', 'destinataires ont été atteints')} ; les incertains sont à part dans le fichier.`, columns: { delivery: 'Diffusion', last: 'Dernier message', stopped: 'Arrêtée', workflow: 'Workflow', activity: 'Activité où il était', worker: 'Exécuté par' },
    caption: 'Rapport d’arrêt par diffusion, celles en arrêt d’abord', captionWorkflows: 'Rapport d’arrêt par workflow', stoppedOf: (stopped, total) => `${n(stopped)} sur ${n(total)} arrêtés`, moreEntities: (c, code) => `${n(c)} autres entités de ${code}`, fewerEntities: 'Montrer moins d’entités', mails: (sent, addresses) => `${n(sent)} sur ${n(addresses)} acceptés par le serveur de messagerie`, goesOn: 'continue pour les autres entités', cancellation: 'Annulation',
  },
  reinitialize: {
    title: (label) => `Réinitialiser le kit « ${label} » ?`, confirm: 'Réinitialiser le kit remet son statut à « En édition » pour l’utiliser à nouveau. Cliquez sur OK pour confirmer.', ok: 'OK', form: 'Réinitialiser le kit pour l’utiliser à nouveau', lead: (cycle) => `Voici le kit tel qu’il sera dans le cycle ${cycle}. Rien n’est écrit tant que vous n’enregistrez pas. Les dates passées sont vidées.`, save: 'Enregistrer', closed: 'Ses commandes actuelles restent comme trace du cycle fermé.',
  },
  reject: { title: (label) => `Rejeter « ${label} » ?`, hint: 'obligatoire : le demandeur le lit', hintOrder: 'obligatoire : l’entité le lit', confirm: 'Rejeter', missing: 'Dites pourquoi vous rejetez.' },
  approveOrder: 'Valider', place: 'Passer la commande', orderDelete: 'Supprimer…', orderGeneral: 'Général', orderEdit: 'Modifier', noParameters: 'L’entité n’a rien saisi.', orderOf: (entity) => `Commande de ${entity}`,
  process: { start: 'Démarrer', pause: 'Mettre en pause', resume: 'Reprendre', stop: 'Arrêter…', stopTitle: (code) => `Arrêter ${code} ?`, stopWhy: 'Un arrêt est définitif : rien ne peut être repris. Les messages non envoyés sont annulés ; ceux partis restent partis.', stopCampaignWhy: 'Tous les traitements de cette opération s’arrêtent définitivement. Les messages non envoyés sont annulés.', keepRunning: 'Laisser tourner', figures: 'Chiffres', activities: 'Activités', activity: { query: 'requête', wait: 'attente', split: 'partage', deliver: 'diffusion', 'recurring-deliver': 'diffusion récurrente' }, until: (at) => `jusqu’au ${at}`, activityOf: (index, of) => `activité ${index} sur ${of}`, },
  form: {
    save: 'Enregistrer', back: 'Quitter sans enregistrer', errors: (c) => (c === 1 ? 'Un champ demande votre attention.' : `${n(c)} champs demandent votre attention.`), zone: (zone) => `Les dates et heures sont à l’heure de ${zone}.`, hintFolder: 'parties séparées par une barre', hintAudience: 'Saisissez des noms ou des codes, ou collez une liste de codes.', hintEmptyLocal: 'Vide\u00a0: toutes les entités.', voids: 'Changer nature, type, opération, audience, formulaire, dates ou validation des commandes annule la validation : le kit revient en édition.', publishedOnly: 'Les entités le commandent déjà : le libellé, le dossier, l’affectation, la fin du calendrier et les dates limites d’inscription et de personnalisation peuvent changer, et des entités être ajoutées.', create: 'Créer', nothing: 'Rien n’a été changé.', addField: 'Ajouter un champ', removeField: 'Retirer ce champ', fieldName: 'Nom', fieldType: 'Type', required: 'obligatoire', options: 'Choix', hintOptions: 'séparés par des virgules', optional: 'facultatif',
    basics: 'Ce que c’est', offer: 'Pour qui, et comment', when: 'Quand', people: 'Qui s’en occupe', formFields: 'Ce que les entités remplissent', types: { text: 'Texte', number: 'Nombre', date: 'Date', boolean: 'Oui ou non', choice: 'Choix' },
  },
  journal: { empty: 'Rien n’est encore écrit dans le journal.' },
  home: { needs: 'À traiter', seeAll: 'Tout voir', nothing: 'Rien ne vous attend.', cascading: 'Annulé pour tous, la cascade court encore', packages: (c) => some(c, 'kit', 'kits'), late: (c) => `${n(c)} en retard`, running: 'Diffusions en cours', noRunning: 'Aucune diffusion en cours.', follow: 'Suivre', open: 'Ouvrir', waits: 'Attend une validation' },
  problem: { network: 'Relais ne répond pas. Votre écran garde ce qu’il savait.', allowed: (actions) => `Possible maintenant : ${actions}.`, nothingAllowed: 'Rien n’est possible maintenant.', },
  events: {
    'catalog-entry': 'Nouveau kit au catalogue', 'campaign-subscription': 'Inscription à l’opération', 'package-approval': 'Validation de kit d’opération', 'order-approval': 'Validation de commande', 'order-rejected': 'Commande rejetée',
    'campaign-available': 'Opération disponible', 'order-canceled': 'Commande annulée', 'registration-closed': 'Inscriptions closes', 'approval-reminder': 'Rappel', 'package-canceled': 'Annulation du kit',
  },
  resent: 'Il sera renvoyé.',
};
