import { DomainError } from '../errors/domain-error.js';

const NAME_SHOWN = 80;

export function unknownCommand(name: string, commands: readonly string[]): DomainError {
  const shown = name.toWellFormed().slice(0, NAME_SHOWN);
  return new DomainError('unknown-command', 'bad-request', { en: `There is no command “${shown}”. The name of a job is one of: ${commands.join(', ')}.`, fr: `Il n’y a pas de commande « ${shown} ». Le nom d’un travail est l’un de : ${commands.join(', ')}.` }, { commands });
}

export function dataIsNoObject(): DomainError {
  return new DomainError('unparseable', 'bad-request', { en: 'The data of a command is an object: {id, issuer, key, …}.', fr: 'Les données d’une commande sont un objet : {id, issuer, key, …}.' });
}

/** As large as an HTTP body may be. */
export function dataTooLarge(): DomainError {
  return new DomainError('too-large', 'too-large', { en: 'The data of the command is larger than 1 MiB, or nested without end.', fr: 'Les données de la commande dépassent 1 Mio, ou sont imbriquées sans fin.' });
}

export function keyIsMissing(): DomainError {
  return new DomainError('unauthenticated', 'unauthenticated', { en: 'Say who you are: put an API key into the field key.', fr: 'Identifiez-vous : placez une clé d’API dans le champ key.' });
}

export function keyIsUnknown(): DomainError {
  return new DomainError('bad-credential', 'unauthenticated', { en: 'This API key is not known. Ask an administrator for one.', fr: 'Cette clé d’API est inconnue. Demandez-en une à un administrateur.' });
}

/** It waited longer than its sender allowed; nothing was carried out. */
export function commandExpired(expiresAt: Date): DomainError {
  return new DomainError(
    'expired',
    'conflict',
    { en: `The command was to be carried out before ${expiresAt.toISOString()}, and was not. Send it again if it is still wanted.`, fr: `La commande devait être exécutée avant ${expiresAt.toISOString()}, et ne l’a pas été. Renvoyez-la si elle est toujours souhaitée.` },
    { expiresAt: expiresAt.toISOString() },
  );
}

export function commandIdReused(): DomainError {
  return new DomainError('idempotency-key-reused', 'invalid', {
    en: 'This id was sent before with another command. Use a new id for a new command.',
    fr: 'Cet id a déjà servi pour une autre commande. Utilisez un nouvel id pour une nouvelle commande.',
  });
}
