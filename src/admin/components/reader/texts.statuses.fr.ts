type Words = Record<string, string>;

/** Commande, opération, diffusion, notification et annulation sont féminines. */
export const statusesFr: Record<string, Words> = {
  orders: { ordered: 'Commandée', approved: 'Validée', rejected: 'Rejetée', canceled: 'Annulée' },
  campaigns: { finished: 'Terminée', canceled: 'Annulée' },
  deliveries: { stopped: 'Arrêtée', finished: 'Terminée' },
  notifications: { sent: 'Envoyée', uncertain: 'Incertaine', canceled: 'Annulée' },
  cancellations: { finished: 'Terminée' },
};
