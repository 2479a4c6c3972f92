import { DomainError } from '../errors/domain-error.js';
import type { Text } from '../language/text.js';

/** What stands in the way of a reinitialize: a cascade, or processes that run or are paused. */
export interface InTheWay {
  cancellations: string[];
  workflows: string[];
  deliveries: string[];
}

/** domain.md, *Reinitialize*: refused, with what is in the way. */
export function stillAtWork(campaignPackage: string, inTheWay: InTheWay, allowed: readonly string[]): DomainError {
  const { cancellations, workflows, deliveries } = inTheWay;
  const processes = [...workflows, ...deliveries];
  const why: Text[] = [
    ...(cancellations.length > 0 ? [{ en: `the cancellation ${listed(cancellations)} is still under way`, fr: `l’annulation ${listed(cancellations)} est encore en cours` }] : []),
    ...(processes.length > 0 ? [{ en: `still running or paused: ${listed(processes)}`, fr: `encore en cours ou en pause : ${listed(processes)}` }] : []),
  ];
  return new DomainError(
    'still-at-work',
    'conflict',
    {
      en: `${campaignPackage} cannot be reinitialized yet: ${why.map((text) => text.en).join('; ')}.`,
      fr: `${campaignPackage} ne peut pas encore être réinitialisé : ${why.map((text) => text.fr).join(' ; ')}.`,
    },
    { ...inTheWay, allowed },
  );
}

/** A local operator cancels an order of their entity until it is available; then central does. */
export function onlyCentralCancelsAvailable(order: string): DomainError {
  return new DomainError(
    'order-available',
    'conflict',
    { en: `${order} is available: only head office can cancel it now.`, fr: `${order} est disponible : seule l’entité centrale peut encore l’annuler.` },
    { order, from: 'available', allowed: [] },
  );
}

/** What the orders that a reinitialize closed say about why. */
export function closedByReinitialize(campaignPackage: string, cycle: number): Text {
  return {
    en: `${campaignPackage} was reinitialized: cycle ${cycle} is closed.`,
    fr: `${campaignPackage} a été réinitialisé : le cycle ${cycle} est clos.`,
  };
}

const SHOWN = 20;

function listed(codes: readonly string[]): string {
  return codes.length > SHOWN ? `${codes.slice(0, SHOWN).join(', ')} …` : codes.join(', ');
}

/** domain.md, *Cancel a package*: a correction is for those that were reached. */
export function nothingWasSent(code: string): DomainError {
  return new DomainError('nothing-was-sent', 'conflict', {
    en: `Nothing had been sent when ${code} was decided: there is nobody to write to.`,
    fr: `Rien n’avait été envoyé lors de ${code} : il n’y a personne à qui écrire.`,
  });
}

/** Until the last delivery has stopped nobody knows whom it reached. */
export function stillStopping(code: string): DomainError {
  return new DomainError('still-stopping', 'conflict', {
    en: `Deliveries of ${code} are still stopping. Make the correction once they have stopped.`,
    fr: `Des diffusions de ${code} s’arrêtent encore. Créez la rectification une fois qu’elles sont arrêtées.`,
  });
}
