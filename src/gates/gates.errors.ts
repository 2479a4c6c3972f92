import { DomainError } from '../errors/domain-error.js';

/** The cycle takes no more births: its package was canceled, or reinitialized since. */
export function cycleClosed(campaignPackage: string, cycle: number, by: 'canceled' | 'closed' | null): DomainError {
  return by === 'canceled'
    ? new DomainError(
        'package-canceled',
        'conflict',
        { en: `${campaignPackage} is canceled: nothing can be ordered, started or sent in it any more.`, fr: `${campaignPackage} est annulé : rien ne peut plus y être commandé, démarré ni envoyé.` },
        { package: campaignPackage, cycle, allowed: [] },
      )
    : new DomainError(
        'cycle-closed',
        'conflict',
        { en: `Cycle ${cycle} of ${campaignPackage} is closed: what belongs to it is a record now.`, fr: `Le cycle ${cycle} de ${campaignPackage} est clos : ce qui en fait partie n’est plus qu’un historique.` },
        { package: campaignPackage, cycle, allowed: [] },
      );
}
