import { DomainError, invalidFields } from '../errors/domain-error.js';
import type { Text } from '../language/text.js';
import type { Reason } from '../processes/running-process.js';
import type { ChannelName } from './channels/channel.js';

/** Never everybody by omission (domain.md, *Target of a delivery*). */
export function targetIsMissing(code: string): DomainError {
  const text = {
    en: `Say whom ${code} is for: give its target entities or a query, then start it.`,
    fr: `Indiquez à qui s’adresse ${code} : donnez les entités ou la requête de sa cible, puis démarrez.`,
  };
  return new DomainError('target-missing', 'conflict', text, { allowed: ['stop'], errors: [{ field: 'target', message: text }] });
}

/** @param field where the list of codes stands in the body, `target.entities` */
export function entitiesAreUnknown(field: string, codes: readonly string[], known: ReadonlySet<string>): DomainError {
  return invalidFields(
    codes.flatMap((code, index) => (known.has(code) ? [] : [{ field: `${field}[${index}]`, message: { en: `There is no entity ${code}.`, fr: `L’entité ${code} n’existe pas.` } }])),
  );
}

export function pausedBy(name: string): Reason {
  return { code: 'by-operator', text: { en: `Paused by ${name}`, fr: `Mise en pause par ${name}` } };
}

/** Whom a channel hands its messages to. */
const OTHER_SIDE: Record<ChannelName, Text> = {
  smtp: { en: 'the mail server', fr: 'le serveur de messagerie' },
  http: { en: 'the outside sender', fr: 'l’émetteur externe' },
};

export function tooManyFailures(channel: ChannelName, failed: number, processed: number): Reason {
  const { en, fr } = OTHER_SIDE[channel];
  return {
    code: 'too-many-failures',
    text: {
      en: `Paused by itself: ${failed} of ${processed} messages failed. Look at what ${en} replied, then resume.`,
      fr: `Mise en pause automatique : ${failed} messages sur ${processed} ont échoué. Regardez ce qu’a répondu ${fr}, puis reprenez.`,
    },
  };
}

export function serverAway(channel: ChannelName, seconds: number): Reason {
  const { en, fr } = OTHER_SIDE[channel];
  return {
    code: 'server-away',
    text: {
      en: `Paused by itself: ${en} has not answered for ${seconds} seconds. Nobody was skipped; resume once it answers.`,
      fr: `Mise en pause automatique : ${fr} ne répond plus depuis ${seconds} secondes. Personne n’a été omis ; reprenez dès qu’il répond.`,
    },
  };
}

export function cancellationIsUnknown(code: string): DomainError {
  return invalidFields([{ field: 'target.reachedBy', message: { en: `There is no cancellation ${code}.`, fr: `L’annulation ${code} n’existe pas.` } }]);
}

export function channelIsNotSetUp(field: string): DomainError {
  return invalidFields([
    {
      field,
      message: {
        en: 'No outside sender is set up: an administrator gives HTTP_SENDER_URL and HTTP_SENDER_SECRET. Until then, use smtp.',
        fr: 'Aucun émetteur externe n’est configuré\u00a0: un administrateur donne HTTP_SENDER_URL et HTTP_SENDER_SECRET. D’ici là, utilisez smtp.',
      },
    },
  ]);
}
