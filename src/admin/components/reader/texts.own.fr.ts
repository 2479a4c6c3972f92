import type { OwnTexts } from './texts.own.en.js';

// prettier-ignore
export const ownFr: OwnTexts = {
  groups: { marketing: 'Opérations pour nous', entity: 'Notre entité' },
  lists: { packages: 'Kits proposés', orders: 'Nos commandes', campaigns: 'Nos opérations', notifications: 'E-mails reçus', recipients: 'Nos destinataires' },
  entity: 'Entité',
  roleOf: (entity) => `locale, ${entity}`,
  home: {
    offers: 'Proposés à notre entité', allOffers: 'Tous les kits proposés', noOffers: 'Rien ne nous est proposé pour le moment.', needs: 'À traiter', nothing: 'Rien ne vous attend.', orders: 'Nos commandes', allOrders: 'Toutes nos commandes', campaigns: 'Nos opérations', allCampaigns: 'Toutes nos opérations', noCampaigns: 'Aucune opération pour l’instant : une opération naît d’une commande locale ou par opération qui devient disponible.',
    complete: (at, away) => `Des paramètres obligatoires manquent : à saisir jusqu’au ${at}, ${away}`, lateSince: (at) => `Des paramètres obligatoires manquent, en retard depuis le ${at}`, place: (at, away) => `Brouillon : à passer jusqu’au ${at}, ${away}`, placeFrom: (at, away) => `Brouillon : peut être passé à partir du ${at}, ${away}`, decide: 'Attend votre validation', change: (at, away) => `Inscription : à modifier ou à retirer jusqu’au ${at}, ${away}`, awaits: 'Attend une validation',
    open: 'Ouvrir', approve: 'Examiner', completeIt: 'Compléter', placeIt: 'Ouvrir le brouillon',
  },
  offers: {
    empty: 'Rien n’est proposé à votre entité pour le moment.', order: 'Commander…', opens: 'Commandes', ordered: 'La nôtre', from: (at) => `à partir du ${at}`, until: (at) => `jusqu’au ${at}`, closed: (at) => `closes depuis le ${at}`, notYet: 'pas encore ouvertes', noOrder: 'pas commandé',
    takes: 'Ce qu’il faut pour commander', noForm: 'Rien à remplir.', manual: 'Chaque commande est validée à la main, par un validant de votre entité ou par l’entité centrale.', automatic: 'Votre entité est inscrite dès que l’entité centrale valide le kit ; aucune autre validation n’est nécessaire, et vous pouvez vous retirer jusqu’à sa disponibilité.',
    several: 'Plusieurs commandes sont possibles.', one: 'Une commande à la fois.', child: 'Votre commande vous donne une opération à vous, que l’entité centrale démarre.', yourOrders: 'Nos commandes', noOrders: 'Nous ne l’avons pas commandé.', openNow: (until) => `Il accepte les commandes jusqu’au ${until}.`, opensAt: (at, away) => `Il accepte les commandes à partir du ${at}, ${away}. D’ici là vous pouvez garder un brouillon.`, isClosed: (at) => `Il acceptait les commandes jusqu’au ${at}.`, notOffered: 'Il n’est plus proposé. Les commandes déjà passées restent telles quelles.',
    choices: (options) => `au choix : ${options}`, defaultIs: (value) => `prérempli : ${value}`, gone: 'Clos',
  },
  order: {
    forEntity: 'Commander pour une entité…', forWhom: 'Pour qui', entityHint: 'Une entité à qui le kit est proposé.', entityMissing: 'Choisissez l’entité pour qui est la commande.',
    title: (label) => `Commander « ${label} »`, place: 'Passer la commande', draft: 'Garder en brouillon', placed: 'Commande passée. Vous pouvez la suivre ici.', drafted: 'Gardée en brouillon. Elle n’est pas encore passée.', withdraw: 'Se retirer…', cancel: 'Annuler la commande…', hintLabel: 'vide : le nom du kit', hintAssigned: 'e-mail d’une personne de l’entité centrale ou de votre entité', hintComment: 'lu par qui la valide',
    registered: (at, away) => `Vous êtes inscrit. Vous pouvez modifier ou vous retirer jusqu’au ${at}, ${away}.`, registeredNoDate: 'Vous êtes inscrit. Vous pouvez modifier ou vous retirer jusqu’à sa disponibilité.', changeUntil: (at, away) => `Votre saisie peut être modifiée jusqu’au ${at}, ${away}.`,
    withdrawTitle: (code) => `Retirer ${code} ?`, withdrawLead: 'Votre entité ne participe pas : sa commande devient annulée aussitôt et reste lisible, comme annulée.', withdrawConfirm: (code) => `Retirer ${code}`, cancelTitle: (code) => `Annuler votre commande ${code} ?`, cancelLead: 'Elle devient annulée aussitôt et reste lisible, comme annulée. Tant que le kit accepte les commandes, vous pouvez en passer une autre.', cancelConfirm: (code) => `Annuler ${code}`, keep: 'Garder la commande', hint: 'facultatif : gardé avec la commande', done: 'Retirée.',
  },
  readOnly: 'L’entité centrale la conduit ; vous la suivez ici.',
};
