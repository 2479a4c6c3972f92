import { DomainError } from '../errors/domain-error.js';
import type { Obstacle } from './define-lifecycle.js';
import { commandsFrom, type Lifecycle } from './define-lifecycle.js';

/** The command does not exist from the thing's present status; `allowed` says which do. */
export function invalidTransition<S extends string, C extends string, T, X>(
  lifecycle: Lifecycle<S, C, T, X>,
  code: string,
  command: C,
  from: S,
  allowed: readonly string[] = commandsFrom(lifecycle, from),
): DomainError {
  const word = (locale: 'en' | 'fr', name: string): string => lifecycle.words.commands[name as C]?.[locale] ?? name;
  const list = (locale: 'en' | 'fr'): string => allowed.map((name) => word(locale, name)).join(', ');
  const status = lifecycle.words.statuses[from];
  return new DomainError(
    'invalid-transition',
    'conflict',
    {
      en: `${code} is “${status.en}”: “${word('en', command)}” is not possible now. ${allowed.length > 0 ? `Possible: ${list('en')}.` : 'Nothing more can be done with it.'}`,
      fr: `${code} est « ${status.fr} » : « ${word('fr', command)} » n’est pas possible maintenant. ${allowed.length > 0 ? `Possible : ${list('fr')}.` : 'Plus aucune action n’est possible.'}`,
    },
    { from, command, allowed },
  );
}

/** A guard said no: the status would allow the command, a stored fact does not. */
export function refusedByGuard<S extends string, C extends string, T, X>(lifecycle: Lifecycle<S, C, T, X>, command: C, from: S, obstacle: Obstacle): DomainError {
  return new DomainError(obstacle.code, 'conflict', obstacle.text, {
    from,
    command,
    allowed: commandsFrom(lifecycle, from).filter((other) => other !== command),
    ...(obstacle.errors === undefined ? {} : { errors: obstacle.errors }),
    ...obstacle.details,
  });
}
