import type { LifeTexts } from './texts.life.en.js';

// prettier-ignore
export const lifeFr: LifeTexts = {
  time: {
    missing: (time, from, to) => `${time} n’existe pas ce jour-là : l’heure passe de ${from} à ${to}. Choisissez une autre heure.`,
    twice: (time) => `${time} vient deux fois ce jour-là, car l’heure recule. Laquelle :`,
    first: (time) => `${time}, la première`,
    second: (time) => `${time}, la seconde`,
  },
  reminders: {
    title: 'Rappels', lead: 'Envoyés aux validants tant que le kit attend leur validation.', none: 'Aucun rappel n’est prévu.', from: 'Compté depuis', date: 'une date', submission: 'la soumission', deadline: 'le délai de validation', on: 'Date', days: 'Jours', hintDays: 'après ; −1 : la veille',
    add: 'Ajouter un rappel', remove: (position) => `Retirer le rappel ${position}`, group: (position) => `Rappel ${position}`, planned: 'Rappels', sent: (at) => `envoyé, ${at}`, ahead: (at, away) => `${at}, ${away}`, missed: (at) => `${at}, pas envoyé`,
  },
  approvals: {
    asked: (who, at) => `Demandé par ${who}, ${at}`, until: (at, away) => `Décision jusqu’au ${at}, ${away}`, passed: (at, away) => `Le délai, ${at}, est passé ${away} : tout opérateur central sauf le demandeur peut décider.`,
    own: 'Vous l’avez soumis : la décision revient à un autre de ses validants.', notYours: 'La décision revient à ses validants. Passé le délai, tout opérateur central peut la prendre.', yours: 'Votre décision est demandée : une validation suffit.', automatic: 'Automatiquement : les entités sont inscrites à la validation et peuvent se retirer', notAsked: 'pas encore sollicité',
  },
  orderApproval: { manual: 'à la main, une par une', automatic: 'automatique, les entités peuvent se retirer' },
  decided: {
    approved: (who, at) => `${who} l’a déjà validé, ${at}.`, rejected: (who, at) => `${who} l’a déjà rejeté, ${at}.`, other: (who, at) => `${who} a déjà décidé, ${at}.`, yours: 'Votre clic n’a rien changé.',
  },
  cycles: {
    title: 'Cycles précédents', cycle: (cycle) => `Cycle ${cycle}`, published: (at, by) => `terminé le ${at} par ${by}, réinitialisé depuis Publié`, canceled: (at, by) => `terminé le ${at} par ${by}, réinitialisé depuis Annulé`,
    orders: (cycle) => `Commandes du cycle ${cycle}`, approvedBy: (who, at) => `Validé par ${who}, ${at}`, canceledBy: (who, at) => `Annulé par ${who}, ${at}`, publishedAt: (at) => `Publié le ${at}`, dates: 'Ses dates', record: (cycle) => `Trace du cycle ${cycle}, qui est clos : plus rien n’en peut changer.`, left: (cycle) => `Brouillon du cycle ${cycle}, qui est passé : il ne peut qu’être annulé.`,
  },
  order: {
    decision: 'Validation', orderedBy: (at) => `Passée le ${at}`, notPlaced: 'Pas encore passée.', approved: (who) => `${who} a validé`, rejected: (who) => `${who} a rejeté`, waits: 'Attend la validation d’un validant de l’entité ou de l’entité centrale.', preSubscribed: 'Inscrite à la validation du kit : aucune autre validation n’est nécessaire.', availableSince: (at) => `Disponible depuis le ${at}`,
    lateSince: (at, time) => `En retard depuis le ${at} (${time}).`, incomplete: 'Des paramètres obligatoires manquent.', incompleteUntil: (at, away) => `Des paramètres obligatoires manquent. Ils se saisissent jusqu’au ${at}, ${away}.`, missing: (names) => `Il manque : ${names}.`,
    deleteTitle: (code) => `Supprimer la commande ${code} ?`, deleteLead: (entity) => `La commande de ${entity} devient annulée aussitôt. Elle reste dans toutes les listes, comme annulée, avec votre nom et votre commentaire.`, deleteConfirm: (code) => `Supprimer ${code}`, deleteTold: 'L’entité est prévenue par e-mail.', hint: 'conseillé : l’entité le lit',
    peek: (code) => `Aperçu de ${code}`, open: 'Ouvrir la commande',
    availableStops: 'Elle est disponible : son opération locale, ses workflows et ses diffusions s’arrêtent, et les messages de l’entité qui ne sont pas encore partis ne le seront pas. Ceux partis restent partis.',
    about: 'La commande elle-même', fields: 'Ce que vous saisissez', number: 'Saisissez un nombre, comme 3,40.', chooseOne: 'Choisir…', required: 'Ce champ est obligatoire.', requiredLater: 'obligatoire ; peut suivre plus tard', closed: 'Ne peut plus être modifié.',
  },
};
