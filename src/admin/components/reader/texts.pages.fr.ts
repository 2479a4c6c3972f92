import { figure, numberOf, type Count } from './figures.js';
import type { PagesTexts } from './texts.pages.en.js';

const n = (value: Count): string => figure(value, 'fr');
const isOne = (value: Count): boolean => numberOf(value) < 2;
const some = (value: Count, one: string, many: string): string => `${n(value)} ${isOne(value) ? one : many}`;
const messages = (count: Count): string => some(count, 'message', 'messages');
const both = (deliveries: Count, workflows: Count): string => `${some(deliveries, 'diffusion', 'diffusions')} et ${some(workflows, 'workflow', 'workflows')}`;

// prettier-ignore
export const pagesFr: PagesTexts = {
  percent: (value) => `${value} %`,
  messages,
  target: {
    title: 'Cible', reached: (cancellation) => `ceux atteints avant ${cancellation}`, where: (query) => `dont ${query}`, ofCampaign: 'selon son opération', ofEntity: (entity) => `destinataires de ${entity}`, ofOrders: 'entités ayant une commande disponible à son démarrage',
    missing: 'personne pour l’instant : indiquez à qui elle s’adresse, puis démarrez-la', part: (part) => `partie ${part}`, ofWorkflow: 'ce que son workflow a sélectionné',
  },
  sure: {
    start: (code) => `Démarrer ${code}`, pause: (code) => `Mettre ${code} en pause`, resume: (code) => `Reprendre ${code}`, stop: (code) => `Arrêter ${code}`, stopAnd: (code, pending) => `Arrêter ${code} et annuler ${messages(pending)}`,
    startTitle: (label) => `Démarrer « ${label} » ?`, pauseTitle: (label) => `Mettre « ${label} » en pause ?`, resumeTitle: (label) => `Reprendre « ${label} » ?`, stopTitle: (label) => `Arrêter « ${label} » ?`, keep: 'Laisser tel quel', keepRunning: 'Laisser tourner',
    hint: 'facultatif : il reste dans l’historique', final: 'Un arrêt est définitif : rien ne peut en être repris.',
  },
  delivery: {
    start: (target, rate, limit) => `Elle s’adresse à ${target} : chaque adresse une fois, au plus ${messages(rate)} par seconde. Leur nombre est compté au démarrage. Elle se met en pause d’elle-même au-delà de ${limit} d’échecs.`,
    pause: (pending, sent) => `${isOne(pending) ? `${messages(pending)} attend` : `${messages(pending)} attendent`} la reprise. Les ${n(sent)} envoyés restent envoyés ; ce que le serveur de messagerie a en main arrive encore.`,
    resume: (pending, about) => `${isOne(pending) ? `${messages(pending)} part` : `${messages(pending)} partent`}${about ? `, en ${about} environ` : ''}. Personne n’est contacté deux fois, personne n’est oublié.`,
    stop: (pending, sent) => `${isOne(pending) ? `${messages(pending)} ne part jamais` : `${messages(pending)} ne partent jamais`} ; les ${n(sent)} envoyés restent envoyés.`, stopDraft: 'Elle n’a encore rien envoyé.',
    mail: 'L’e-mail', preview: (label) => `Aperçu de l’e-mail « ${label} »`, as: (name) => `avec les champs de ${name}`, asNobody: 'les champs montrés par leur nom', html: 'HTML', text: 'Texte brut', noHtml: 'Il n’a pas de HTML : les destinataires reçoivent le texte brut.', noText: 'Il n’a pas de texte brut.', remote: 'Les images d’autres serveurs ne sont pas chargées ici.',
    rate: 'Débit', limit: 'Au plus', limitOf: (rate) => `${n(rate)} par seconde`, threshold: 'Se met en pause', over: (limit) => `au-delà de ${limit} d’échecs`, left: 'Reste', about: (time) => `environ ${time}`, lastMessage: 'Dernier message', none: 'aucun encore', copyOf: 'Copie de', workers: 'Envoyée par',
    byEntity: 'Par entité', canceled: 'Annulés', allEntities: (count) => `Montrer les ${n(count)}`, showEntities: 'Montrer les chiffres de chaque entité', refresh: 'Recompter', noEntities: 'Elle n’a pas encore de message : ils sont créés au démarrage.', countedAt: (at) => `compté à ${at}`, entities: (count) => some(count, 'entité', 'entités'),
    correction: (code) => `Une rectification de ${code} : elle s’adresse à ceux atteints avant l’annulation, et à personne d’autre.`, template: 'Un modèle : copié dans l’opération de chaque commande, jamais démarré lui-même.', notStarted: 'Pas démarrée : les chiffres viennent avec le premier message.',
  },
  asked: {
    title: 'Déroulement', started: 'Démarrage', pauseAsked: 'Pause demandée', stopAsked: 'Arrêt demandé', underWay: 'Ce qui part se termine', paused: 'En pause', stopped: 'À l’arrêt', finished: 'Fin', failed: 'Échec', took: (time) => `après ${time}`, since: (time) => `depuis ${time}`, atOnce: 'aussitôt', made: 'Création', placed: 'Passée',
  },
  workflow: {
    start: (count) => `Il fait ${isOne(count) ? 'son activité' : `ses ${n(count)} activités l’une après l’autre`}.`, pause: (at, of) => `Il se repose dans l’activité ${at} sur ${of}.`, resume: (at, of) => `Il continue par l’activité ${at} sur ${of}.`, stop: (left) => (isOne(left) ? `${n(left)} activité n’est jamais faite.` : `${n(left)} activités ne sont jamais faites.`), goesOn: (code) => `Sa diffusion ${code} est un traitement à part et continue : mettez-la en pause ou arrêtez-la sur sa page.`,
    steps: 'Activités', step: (index, of) => `${index} sur ${of}`, everyone: 'tous les destinataires de son opération', query: 'Requête', wait: 'Attente', split: 'Partage', deliver: 'Diffusion', selected: (count) => some(count, 'destinataire sélectionné', 'destinataires sélectionnés'),
    by: (attribute) => `selon ${attribute}`, parts: (count) => `en ${n(count)} parts égales`, wakes: (at, away) => `reprend le ${at}, ${away}`, until: (at) => `jusqu’au ${at}`, seconds: (time) => `pendant ${time}`, whole: 'à tous les sélectionnés', toPart: (part) => `à la partie ${part}`, worker: 'Exécuté par',
    state: { done: 'faite', now: 'en cours', wait: 'en attente', rest: 'en pause ici', stop: 'arrêté ici', fail: 'échec ici', next: 'à venir', never: 'jamais faite' },
  },
  campaign: {
    start: (deliveries, workflows) => `Démarre ${both(deliveries, workflows)}. Les modèles ne démarrent jamais.`, pause: (deliveries, workflows, pending) => `Met en pause ${both(deliveries, workflows)} : ${messages(pending)} en attente.`,
    resume: (deliveries, workflows, pending) => `Reprend ${both(deliveries, workflows)} : ${messages(pending)} à envoyer. Personne n’est contacté deux fois.`, stop: (deliveries, workflows, pending) => `Arrête définitivement ${both(deliveries, workflows)} : ${messages(pending)} jamais envoyés ; ceux partis restent partis.`,
    figures: 'Chiffres de ses diffusions', children: 'Opérations locales', childrenOf: (count) => `${n(count)} ${isOne(count) ? 'créée' : 'créées'} par des commandes`, allChildren: 'Toutes les opérations locales', noChildren: 'Aucune commande n’en a encore créé.', new: 'Nouvelle opération', newDelivery: 'Nouvelle diffusion', newWorkflow: 'Nouveau workflow', reference: 'Issue de', allProcesses: 'Voir tout', none: 'Aucun pour l’instant.', edit: 'Modifier', actions: 'Actions', acts: (code) => `Actions de ${code}`,
  },
  pkg: {
    filter: 'Filtrer', filterLabel: 'Entité, code ou libellé', csv: 'CSV', csvOf: 'Ces commandes en CSV', clear: 'Effacer', audience: (count) => some(count, 'entité', 'entités'), audienceTitle: 'Audience', audienceFind: 'Chercher dans l’audience', audienceNone: 'Personne de l’audience ne correspond.',
    allOrders: 'Toutes les commandes de ce kit', shown: (shown, total) => `${n(shown)} sur ${n(total)} diffusions en cours ou en pause`, workflows: (count) => some(count, 'workflow', 'workflows'), rest: (time) => `environ ${time}`, running: (paused) => `en cours, ${n(paused)} en pause`,
  },
  order: { rejected: (at, by, why) => `rejetée le ${at} par ${by}${why ? ` : « ${why} »` : ''}`, canceled: (at, by, why) => `annulée le ${at} par ${by}${why ? ` : « ${why} »` : ''}`, all: 'Toutes', created: 'Créée', campaign: 'Opération locale et ses traitements', noCampaign: 'Son kit ne crée pas d’opération pour l’entité : les diffusions de la référence la servent.', beforeAvailable: 'Une opération locale est créée quand la commande devient disponible.', empty: 'Rien n’a encore été envoyé.' },
  mail: {
    state: 'État', tried: (count) => some(count, 'tentative', 'tentatives'), next: 'Prochaine tentative', accepted: 'Accepté par le serveur de messagerie', messageId: 'Message-ID', earlier: 'Envois précédents', resentBy: (who, at) => `renvoyé par ${who}, ${at}`, about: 'À propos de', to: 'À', heldBack: 'Retenu', heldBackWhy: (why) => `Retenu : ${why}. Il n’est plus envoyé.`, notAgain: (why) => `Il ne peut pas être renvoyé : ${why}.`, resend: 'Renvoyer…', resendTitle: (address) => `Le renvoyer à ${address} ?`, resendLead: 'Un e-mail de plus part avec le même texte. L’issue du précédent est gardée à côté.', resendConfirm: 'Le renvoyer', keep: 'Laisser', proof: 'Preuve', noProof: 'Le serveur de messagerie ne l’a pas encore accepté.', neverTaken: 'Le serveur de messagerie ne l’a jamais accepté.', neverGiven: 'Il n’a jamais été remis au serveur de messagerie.', allOfPackage: 'Tous les e-mails de ce kit', uncertain: 'Coupé pendant que le serveur de messagerie le prenait : on ignore s’il est arrivé, il n’est donc pas répété de lui-même.', server: (reply) => `Réponse du serveur de messagerie : « ${reply} »`, cancellation: 'Annulation',
    errors: {
      'what it says, or its entity, is gone': 'ce qu’il dit, ou son entité, n’existe plus', 'cut off while the mail server took it': 'coupé pendant que le serveur de messagerie le prenait', 'taken over by another worker': 'repris par un autre processus',
      'the order is not available any more': 'la commande n’est plus disponible', 'the order is canceled by now': 'la commande a été annulée entre-temps', 'the order does not await a decision any more': 'la commande n’attend plus de décision', 'the package is canceled or in another cycle by now': 'le kit a été annulé, ou est dans un autre cycle',
      'registration is open again': 'les inscriptions sont rouvertes', 'registration has closed': 'les inscriptions sont closes', 'the package is in another cycle by now': 'le kit est désormais dans un autre cycle', 'the package takes no registrations any more': 'le kit ne prend plus d’inscriptions', 'the package does not await this decision any more': 'le kit n’attend plus cette décision',
    },
    worded: (why) => `il n’a pas pu être rédigé : ${why}`,
  },
  entity: { told: 'Qui est prévenu', toldNone: 'Personne : cette entité ne reçoit aucun e-mail. Ajoutez une adresse à son groupe de notification.', approves: 'Qui valide ses commandes', approvesNone: 'Personne n’est désigné : la personne affectée, sinon l’entité centrale, est sollicitée.', orders: 'Commandes', campaigns: 'Ses opérations', noOrders: 'Elle n’a encore rien commandé.', noCampaigns: 'Aucune opération propre : elle naît d’une commande par opération ou locale qui devient disponible.', allOrders: 'Toutes ses commandes', allCampaigns: 'Toutes ses opérations', recipients: 'Destinataires', mails: 'E-mails à son adresse'},
  entityForm: { new: 'Nouvelle entité', edit: 'Modifier l’entité', create: 'Créer l’entité', localeHint: 'ses e-mails sont rédigés dans cette langue', timeZoneHint: 'un nom IANA, par exemple Europe/Paris', people: 'Qui est prévenu, qui valide', toldHint: 'adresses e-mail, une par ligne' },
  operatorForm: { new: 'Nouvel opérateur', edit: 'Modifier l’opérateur', create: 'Créer l’opérateur', who: 'Qui est-ce', may: 'Ses droits', noLocale: 'celle de son navigateur', passwordHint: '12 caractères au moins\u00a0; sans mot de passe, pas de connexion', passwordStays: 'vide\u00a0: il reste le même' },
  operator: { packages: 'Kits dont il s’occupe', reviews: 'Kits qu’il valide', none: 'Aucun.', all: 'Tout' },
  form: {
    newCampaign: 'Nouvelle opération', editCampaign: 'Modifier l’opération', newDelivery: 'Nouvelle diffusion', editDelivery: 'Modifier la diffusion', newWorkflow: 'Nouveau workflow', editWorkflow: 'Modifier le workflow', create: 'Créer le brouillon', createCampaign: 'Créer l’opération', what: 'Ce que c’est', mail: 'L’e-mail', whom: 'À qui il s’adresse', how: 'À quel rythme, et quand elle se met en pause', template: 'Modèle', templateHint: 'copié dans l’opération de chaque commande, jamais démarré lui-même', subject: 'Objet', html: 'Texte HTML', text: 'Texte brut', textHint: 'pour les messageries sans HTML ; l’un des deux est obligatoire', rate: 'Messages par seconde, au plus', failures: 'Se met en pause au-delà de, en % d’échecs', failuresHint: 'jugé après 100 messages',
    entities: 'Entités', entitiesHint: 'aucune : son opération décide', query: 'Seulement les destinataires dont', attribute: 'Champ', comparison: 'Comparaison', value: 'Valeur', valueHint: 'plusieurs : séparées par des virgules', addCondition: 'Ajouter une condition', removeCondition: (position) => `Retirer la condition ${position}`, comparisons: { is: 'vaut', gt: 'dépasse', gte: 'vaut au moins', lt: 'est sous', lte: 'vaut au plus' },
    fieldsTitle: 'Champs utilisables', fieldsLead: 'Un clic le copie dans le texte où vous étiez. Un champ sans valeur ne laisse rien.', insert: (field) => `Insérer ${field}`, fixedTarget: (code) => `Ceux atteints avant ${code} : fixe.`, start: 'Début du calendrier', end: 'Fin du calendrier', folder: 'Dossier',
    activities: 'Activités, dans l’ordre', add: 'Ajouter', addQuery: 'Ajouter une requête', addWait: 'Ajouter une attente', addSplit: 'Ajouter un partage', addDeliver: 'Ajouter une diffusion', up: (position) => `Monter l’activité ${position}`, down: (position) => `Descendre l’activité ${position}`, remove: (position) => `Retirer l’activité ${position}`, activity: (position, type) => `${position}. ${type}`, waitFor: 'Attendre', waitUntil: 'Attendre jusqu’au', unit: 'Unité', units: { seconds: 'secondes', minutes: 'minutes', hours: 'heures', days: 'jours' }, splitBy: 'Partager selon', splitParts: 'parts égales', splitAttribute: 'un champ', parts: 'Parts', part: 'Partie', partHint: 'vide : tous les sélectionnés', sends: 'Ce qu’il envoie',
    preview: 'Aperçu', none: 'Rien à faire encore : ajoutez la première activité.', waitWay: 'Combien de temps',
  },
};
