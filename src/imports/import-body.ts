import { importCharsetIsUnknown, importIsNotText, importIsSpreadsheet, importIsTooLarge, MAX_IMPORT_BYTES } from './imports.errors.js';

/** A body as it arrives. */
export interface ImportBody {
  format: 'json' | 'csv';
  /** As the content type names it; null: UTF-8. */
  charset: string | null;
  bytes: AsyncIterable<Uint8Array>;
}

/** What offices' spreadsheet programs write where they do not write UTF-8; ISO 8859-1 is read as the same, as browsers do. */
const ENCODINGS: Record<string, string> = { 'utf-8': 'utf-8', utf8: 'utf-8', 'us-ascii': 'utf-8', 'windows-1252': 'windows-1252', 'iso-8859-1': 'windows-1252', latin1: 'windows-1252' };

/** @returns the format and charset that a content type names; undefined: neither JSON nor CSV */
export function formatOf(contentType: string | undefined): Pick<ImportBody, 'format' | 'charset'> | undefined {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length).replaceAll('"', '') ?? null;
  if (type === 'text/csv') return { format: 'csv', charset };
  if (type === 'application/json') return { format: 'json', charset };
  return undefined;
}

/**
 * The text of a body while it arrives.
 * @throws DomainError `bad-encoding`, `bad-csv` (a spreadsheet's own file), `too-large`
 */
export async function* textOf({ bytes, charset }: ImportBody): AsyncGenerator<string> {
  const encoding = ENCODINGS[charset ?? 'utf-8'];
  if (encoding === undefined) throw importCharsetIsUnknown((charset ?? '').slice(0, 40));
  const decoder = new TextDecoder(encoding, { fatal: true });
  let size = 0;
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw importIsNotText();
    }
  };
  for await (const piece of bytes) {
    if (size === 0 && piece[0] === 0x50 && piece[1] === 0x4b && piece[2] === 0x03 && piece[3] === 0x04) throw importIsSpreadsheet();
    size += piece.byteLength;
    if (size > MAX_IMPORT_BYTES) throw importIsTooLarge();
    yield decode(piece);
  }
  yield decode();
}
