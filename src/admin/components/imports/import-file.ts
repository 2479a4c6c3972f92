import { postFile } from '../answers/api.js';

/** What becomes, or became, of a file (`POST /recipients`, `POST /entities/import`). */
export interface ImportAnswer {
  created: number;
  updated: number;
  rejected: { line: number; why: string }[];
  rejectedTotal: number;
  lines?: ImportLine[];
}

export interface ImportLine {
  line: number;
  of: string;
  result: 'created' | 'updated' | 'rejected';
  why: string | null;
}

export type Encoding = 'utf-8' | 'windows-1252';

/** What spreadsheet programs of offices write where it is not UTF-8. */
export async function encodingOf(file: Blob): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const pieces = file.stream().getReader();
  try {
    for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) decoder.decode(piece.value, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch {
    return 'windows-1252';
  } finally {
    void pieces.cancel();
  }
}

/** Sends the file; a preview writes nothing. */
export function sendFile(path: string, file: Blob, encoding: Encoding, preview: boolean): Promise<ImportAnswer> {
  return postFile<ImportAnswer>(`${path}?lines=true${preview ? '&preview=true' : ''}`, file, `text/csv; charset=${encoding}`);
}
