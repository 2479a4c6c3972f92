import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWords, foldLines } from 'nodemailer/lib/mime-funcs';
import { encode, wrap } from 'nodemailer/lib/qp';
import { randomBytes } from 'node:crypto';

import { oneLine } from './headers.js';
import type { Places } from './places.js';

export interface LetterTexts<D> {
  /** `Name <address>` */
  from: string;
  subject: (data: D) => string;
  html: Places<D>;
  text: Places<D>;
  headers?: Record<string, string>;
}

/** What is of one letter alone, whatever its template. */
export interface LetterHead {
  to: string;
  /** Without its angle brackets. */
  messageId: string;
  date: Date;
}

/** Longest line of quoted-printable text (RFC 2045, 6.7). */
const LINE = 76;
/** Ends a line that goes on in the next. */
const BREAK = '=\r\n';
const SAFE = /^[\x20-\x3c\x3e-\x7e]*[\x21-\x3c\x3e-\x7e]$/;

/**
 * Builds a mail once, by the library, and then fills it for each recipient: a MIME message is put
 * together in tens of microseconds instead of hundreds, and says the same.
 * @returns what writes one letter: the whole message, headers included, 7-bit
 */
export async function compileLetter<D>({ from, subject, html, text, headers }: LetterTexts<D>): Promise<(head: LetterHead, data: D) => string> {
  // A mark no text can hold by chance: letters and digits pass every encoding as they are.
  const secret = randomBytes(9).toString('hex');
  const fillers: ((data: D) => string)[] = [];
  const marked = ({ texts, values }: Places<D>): string =>
    texts.map((before, index) => {
      const value = values[index];
      return before.replace(/\r\n?|\n/g, '\r\n') + (value === undefined ? '' : mark(secret, fillers.push(value) - 1));
    }).join('');
  const marks = { html: marked(html), text: marked(text) };
  const composer = new MailComposer({
    from,
    ...(marks.html.trim() === '' ? {} : { html: part(marks.html) }),
    ...(marks.text.trim() === '' ? {} : { text: part(marks.text) }),
    headers: headers ?? {},
  });
  const built = (await composer.compile().build()).toString('latin1');
  // These four are each letter's own.
  const skeleton = built.replace(/^(Message-ID|Date): .*\r\n/gim, '');
  const { pieces, places } = cut(skeleton, secret);
  return (head, data) => headOf(head, oneLine(subject(data))) + filled(pieces, places.map((place) => fillers[place] as (data: D) => string), data);
}

/** Always so encoded: what fills it may need it, though the text around does not. */
function part(content: string): { content: string; headers: Record<string, string> } {
  return { content, headers: { 'Content-Transfer-Encoding': 'quoted-printable' } };
}

function headOf({ to, messageId, date }: LetterHead, subject: string): string {
  return `Message-ID: <${messageId}>\r\nDate: ${date.toUTCString().replace('GMT', '+0000')}\r\nTo: ${to}\r\n${foldLines(`Subject: ${encodeWords(subject, 'Q', 52, true)}`, LINE)}\r\n`;
}

function mark(secret: string, place: number): string {
  return `R${secret}x${place}x`;
}

/** What stands between the marks, and which place each mark is; a long line may break inside a mark. */
function cut(built: string, secret: string): { pieces: Piece[]; places: number[] } {
  const broken = [...`R${secret}x`].map((character) => `${character}(?:=\\r\\n)?`).join('');
  const pattern = new RegExp(`${broken}((?:\\d(?:=\\r\\n)?)+)x`, 'g');
  const pieces: Piece[] = [];
  const places: number[] = [];
  let end = 0;
  for (const match of built.matchAll(pattern)) {
    pieces.push(pieceOf(built.slice(end, match.index)));
    places.push(Number((match[1] ?? '').replaceAll(BREAK, '')));
    end = match.index + match[0].length;
  }
  pieces.push(pieceOf(built.slice(end)));
  return { pieces, places };
}

interface Piece {
  text: string;
  /** Length of its first line, of its last, and whether it has more than one. */
  first: number;
  last: number;
  isOneLine: boolean;
}

function pieceOf(text: string): Piece {
  const first = text.indexOf('\r\n');
  return first === -1 ? { text, first: text.length, last: text.length, isOneLine: true } : { text, first, last: text.length - text.lastIndexOf('\r\n') - 2, isOneLine: false };
}

/** Each value in quoted-printable, on lines of its own where it would make one too long. */
function filled<D>(pieces: readonly Piece[], values: readonly ((data: D) => string)[], data: D): string {
  const start = pieces[0] as Piece;
  let message = start.text;
  let column = start.last;
  values.forEach((value, index) => {
    const next = pieces[index + 1] as Piece;
    const plain = value(data);
    let written = plain;
    // A space that a line ends in would be lost: so would one before a value that is empty.
    const isPlain = plain === '' ? next.first > 0 || !message.endsWith(' ') : SAFE.test(plain);
    if (isPlain && column + plain.length + next.first < LINE) column += plain.length;
    else {
      const encoded = wrap(encode(plain.replace(/\r\n?|\n/g, '\r\n')), LINE - 1);
      // What follows on the same line begins one of its own.
      written = (column > 0 ? BREAK : '') + encoded + (encoded !== '' && next.first > 0 ? BREAK : '');
      column = next.first > 0 ? 0 : encoded.length - (encoded.lastIndexOf('\n') + 1);
    }
    message += written + next.text;
    column = next.isOneLine ? column + next.last : next.last;
  });
  return message;
}
