import { DomainError } from '../errors/domain-error.js';

/** The largest import, in bytes. */
export const MAX_IMPORT_BYTES = 100 * 1024 * 1024;

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

export function importIsNotJson(): DomainError {
  return new DomainError('bad-json', 'bad-request', { en: 'The body is not JSON. Nothing was saved.', fr: 'Le corps n’est pas du JSON. Rien n’a été enregistré.' });
}

export function importIsNotText(): DomainError {
  return new DomainError('bad-encoding', 'bad-request', {
    en: 'The body is not UTF-8. Save the file as UTF-8 and send it again, or name its encoding: Content-Type: text/csv; charset=windows-1252.',
    fr: 'Le corps n’est pas en UTF-8. Enregistrez le fichier en UTF-8 et renvoyez-le, ou nommez son encodage : Content-Type: text/csv; charset=windows-1252.',
  });
}

/** Another encoding than the two that are read. */
export function importCharsetIsUnknown(charset: string): DomainError {
  return new DomainError('bad-encoding', 'bad-request', {
    en: `The encoding ${charset} is not read here. Send UTF-8 or windows-1252.`,
    fr: `L’encodage ${charset} n’est pas lu ici. Envoyez de l’UTF-8 ou du windows-1252.`,
  });
}

/** What a spreadsheet program keeps by itself: a zip. */
export function importIsSpreadsheet(): DomainError {
  return new DomainError('bad-csv', 'bad-request', {
    en: 'This is a spreadsheet, not a CSV. In the spreadsheet program choose Save as, CSV (UTF-8), and send that file.',
    fr: 'C’est un classeur, pas un CSV. Dans le tableur, choisissez Enregistrer sous, CSV (UTF-8), et envoyez ce fichier.',
  }, { line: 0 });
}

export function importIsTooLarge(): DomainError {
  return new DomainError('too-large', 'too-large', { en: 'An import is 100 MiB at most. Send the rest in further ones.', fr: 'Un import compte 100 Mio au plus. Envoyez le reste dans d’autres.' }, { limit: MAX_IMPORT_BYTES });
}
