import { DomainError, invalidFields } from '../errors/domain-error.js';

/** A body that is JSON, but not `{"recipients":[...]}`. */
export function importBodyIsBad(): DomainError {
  return invalidFields([{ field: 'recipients', message: { en: 'Send {"recipients":[…]} and nothing else.', fr: 'Envoyez {"recipients":[…]} et rien d’autre.' } }]);
}

/** @param read how many recipients came before the place where the body stops being JSON */
export function importBodyIsNotJson(read: number): DomainError {
  return new DomainError(
    'bad-json',
    'bad-request',
    {
      en: `The body is not JSON (read as far as recipient ${read}). What came before may be saved: send the whole again once it is mended, nothing is saved twice.`,
      fr: `Le corps n’est pas du JSON (lu jusqu’au destinataire ${read}). Ce qui précède est peut-être enregistré : renvoyez le tout une fois corrigé, rien n’est enregistré deux fois.`,
    },
    { read },
  );
}
