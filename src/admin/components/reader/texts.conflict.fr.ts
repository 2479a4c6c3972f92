import type { ConflictTexts } from './texts.conflict.en.js';

// prettier-ignore
export const conflictFr: ConflictTexts = {
  title: (who, when) => `${who} a enregistré avant vous, ${when}. Rien de votre saisie n’a été écrit, et rien n’est perdu.`,
  choose: 'Choisissez là où vous avez tous deux modifié la même chose.', none: 'Vous n’avez pas modifié la même chose\u00a0: enregistrez pour garder les deux.', taken: (value) => `${value} (de l’autre, conservé)`,
  kept: (when) => `Vous avez saisi ici le ${when} sans enregistrer.`, takeUp: 'Reprendre la saisie', letGo: 'L’abandonner',
  somebody: 'Une autre personne', theirs: 'L’autre', mine: 'Vous', allTheirs: 'Tout prendre de l’autre', allMine: 'Tout prendre de vous', save: 'Enregistrer avec ces choix', entries: (count) => (count < 2 ? `${count} élément` : `${count} éléments`),
  session: 'Votre session a expiré', sessionLead: 'Connectez-vous à nouveau pour continuer\u00a0: votre saisie reste sur cette page.', email: 'Adresse e-mail', password: 'Mot de passe', signIn: 'Se connecter', later: 'Pas maintenant', wrong: 'Ce mot de passe ne correspond pas à l’adresse.', tooMany: 'Trop de tentatives. Patientez quelques minutes.', other: 'Une autre personne se connecte sur la page de connexion, après déconnexion ici.',
};
