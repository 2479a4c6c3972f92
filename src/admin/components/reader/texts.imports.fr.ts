import { figure, numberOf, type Count } from './figures.js';
import type { ImportsTexts } from './texts.imports.en.js';

const n = (value: Count): string => figure(value, 'fr');
const lines = (count: Count): string => `${n(count)} ${numberOf(count) < 2 ? 'ligne' : 'lignes'}`;

// prettier-ignore
export const importsFr: ImportsTexts = {
  open: 'Importer…', title: { recipients: 'Importer des destinataires', entities: 'Importer des entités' },
  lead: { recipients: 'Vous voyez d’abord ce que ferait le fichier. Rien n’est enregistré avant votre confirmation.', entities: 'Vous voyez d’abord ce que ferait le fichier. Rien n’est enregistré avant votre confirmation.' },
  choose: 'Choisir un fichier CSV', another: 'Choisir un autre fichier', hint: 'Ou déposez-le ici. Virgule, point-virgule ou tabulation entre les cellules\u00a0; 100\u00a0Mo au plus.',
  columns: { recipients: 'La première ligne nomme les colonnes\u00a0: email et entity sont nécessaires\u00a0; toute autre colonne devient un attribut. Un destinataire que l’entité a déjà est mis à jour.', entities: 'La première ligne nomme les colonnes. Une ligne avec un code modifie cette entité\u00a0; une ligne sans code en crée une.' },
  template: 'Télécharger un modèle', templateName: { recipients: 'modele-destinataires.csv', entities: 'modele-entites.csv' },
  reading: (name) => `Lecture de ${name}\u00a0: chaque ligne est vérifiée, rien n’est enregistré.`, importing: (name) => `Import de ${name} en cours. Un grand fichier prend quelques minutes\u00a0; gardez cette page ouverte.`,
  oldEncoding: 'Le fichier n’est pas en UTF-8\u00a0; il a été lu en Windows-1252. Vérifiez ensuite les accents dans la liste, ou enregistrez-le en CSV (UTF-8) et choisissez-le à nouveau.',
  preview: (count) => `Ce que ferait le fichier\u00a0: ${lines(count)}`, done: (count) => `Ce que le fichier a fait\u00a0: ${lines(count)}`,
  willBe: { created: 'Seraient créés', updated: 'Seraient mis à jour', rejected: 'Rejetées' }, was: { created: 'Créés', updated: 'Mis à jour', rejected: 'Rejetées' },
  noneGood: 'Rien ne peut en être importé. Corrigez le fichier et choisissez-le à nouveau.', nothingYet: 'Rien n’est encore enregistré.',
  rejectedOf: (shown, total) => (shown < total ? `Les ${n(shown)} premières des ${n(total)} lignes rejetées` : 'Lignes rejetées\u00a0; corrigez-les et importez à nouveau le fichier, rien n’est enregistré deux fois'),
  line: 'Ligne', why: 'Raison', result: 'Résultat', of: { recipients: 'E-mail', entities: 'Entité' }, results: { created: 'créé', updated: 'mis à jour', rejected: 'rejeté' },
  download: 'Ligne par ligne, en fichier', firstOnly: (count) => `Il contient les ${lines(count)} du début.`, reportName: { recipients: 'import-destinataires.csv', entities: 'import-entites.csv' },
  confirm: (list, count) => `Importer ${n(count)} ${list === 'recipients' ? (count < 2 ? 'destinataire' : 'destinataires') : count < 2 ? 'entité' : 'entités'}`, leave: 'Ne rien importer', close: 'Fermer',
};
