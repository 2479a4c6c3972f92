const NBSP = '\u00a0';

/** What people type in the story of the pictures, in each language. */
export const WORDS = {
  en: {
    entity: 'Bath, Milsom Street', timeZone: 'Europe/London', mailbox: 'bath.milsom-street',
    office: ['james.holloway@meridian.example', 'James Holloway'], reviewer: ['priya.nair@meridian.example', 'Priya Nair'],
    label: `Winter savings 3.40${NBSP}%`, localLabel: 'Branch open day', campaign: 'Winter savings', delivery: 'Announcement',
    submits: 'The rate is confirmed by the rates desk.\nPlease look at the audience.',
    form: [['adviser', 'Adviser who signs', 'text', 'Sarah Whitfield'], ['copies', 'Posters', 'number', 1200], ['evening', 'With an evening event', 'boolean', true]],
    orders: 'We would like the evening event in the first week.',
    rejects: 'Posters are limited to 400 a branch. Please order again with fewer.',
    cancelsOrder: 'This order was a double of the one of last week.',
    cancelsPackage: 'The rate is 2.40 %, not 3.40 %. Stop quoting it, take the posters down and send customers who ask to the rates desk.',
    subjects: { orderCanceled: '[Order canceled]', registrationClosed: '[Registration closed]', reminder: '[Reminder]', packageCanceled: '[Cancellation of package]' },
  },
  fr: {
    entity: 'Lyon Part-Dieu', timeZone: 'Europe/Paris', mailbox: 'lyon.part-dieu',
    office: ['claire.fontaine@meridian.example', 'Claire Fontaine'], reviewer: ['hugo.lambert@meridian.example', 'Hugo Lambert'],
    label: `Épargne d’hiver 3,40${NBSP}%`, localLabel: 'Journée portes ouvertes', campaign: 'Épargne d’hiver', delivery: 'Annonce',
    submits: 'Le taux est confirmé par le service des taux.\nMerci de regarder les destinataires.',
    form: [['adviser', 'Conseiller signataire', 'text', 'Élise Garnier'], ['copies', 'Affiches', 'number', 1200], ['evening', 'Avec une soirée', 'boolean', true]],
    orders: 'Nous aimerions organiser la soirée la première semaine.',
    rejects: 'Les affiches sont limitées à 400 par agence. Merci de commander à nouveau avec moins.',
    cancelsOrder: 'Cette commande doublait celle de la semaine dernière.',
    cancelsPackage: `Le taux est de 2,40${NBSP}%, et non de 3,40${NBSP}%. Cessez de l’annoncer, retirez les affiches et adressez les clients au service des taux.`,
    subjects: { orderCanceled: '[Commande annulée]', registrationClosed: '[Inscriptions closes]', reminder: '[Rappel]', packageCanceled: '[Annulation du kit]' },
  },
};
