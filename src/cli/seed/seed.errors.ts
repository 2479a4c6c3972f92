import { DomainError } from '../../errors/domain-error.js';

/** A sample network among real branches would be hard to tell apart, and harder to take out again. */
export function notEmpty(what: { entities: number; packages: number }): DomainError {
  return new DomainError(
    'not-empty',
    'conflict',
    {
      en: `This database holds ${what.entities} entities and ${what.packages} packages already: the sample network goes into an empty one. Set MONGODB_URI to another database.`,
      fr: `Cette base contient déjà ${what.entities} entités et ${what.packages} kits : le réseau d’exemple va dans une base vide. Indiquez une autre base dans MONGODB_URI.`,
    },
    what,
  );
}
