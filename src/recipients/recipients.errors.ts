import { DomainError, invalidFields } from '../errors/domain-error.js';
import type { Text } from '../language/text.js';

/** The largest import, in bytes. */
export const MAX_IMPORT_BYTES = 100 * 1024 * 1024;

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

/** @param line the last line of the file that was read well */
export function importIsNotCsv(line: number): DomainError {
  return new DomainError(
    'bad-csv',
    'bad-request',
    {
      en: `The file is no CSV behind line ${line}: a quote that is never closed, or a line over 64 KiB. What came before may be saved: send the whole again once it is mended, nothing is saved twice.`,
      fr: `Le fichier n’est plus du CSV après la ligne ${line} : un guillemet jamais fermé, ou une ligne de plus de 64 Kio. Ce qui précède est peut-être enregistré : renvoyez le tout une fois corrigé, rien n’est enregistré deux fois.`,
    },
    { line },
  );
}

export function importIsNotText(): DomainError {
  return new DomainError('bad-encoding', 'bad-request', { en: 'The body is not UTF-8. Save the file as UTF-8 and send it again.', fr: 'Le corps n’est pas en UTF-8. Enregistrez le fichier en UTF-8 et renvoyez-le.' });
}

export function importIsTooLarge(): DomainError {
  return new DomainError('too-large', 'too-large', { en: 'An import is 100 MiB at most. Send the rest in further ones.', fr: 'Un import compte 100 Mio au plus. Envoyez le reste dans d’autres.' }, { limit: MAX_IMPORT_BYTES });
}

/** A first line of a CSV that names no recipient's columns. */
export function headerIsBad(errors: readonly { field: string; message: Text }[]): DomainError {
  return invalidFields(errors);
}
