import { decodeWords, readHeaders } from './headers.mjs';

const MOST_MESSAGES = 200_000;
const MOST_BYTES = 1024 ** 3;

/**
 * The mails caught, in memory, oldest first; past 200,000 of them or 1 GiB the oldest go. A mail is
 * kept as it came; its headers are read when first asked for, so that taking mails stays fast.
 */
export class MailStore {
  #mails = [];
  #bytes = 0;
  #taken = 0;

  /** Keeps a mail and returns its id. */
  add(raw, envelope) {
    const mail = {
      id: (++this.#taken).toString(36).padStart(8, '0'),
      raw,
      created: new Date(),
      from: envelope.mailFrom ? envelope.mailFrom.address : '',
      to: envelope.rcptTo.map(({ address }) => address),
    };
    this.#mails.push(mail);
    this.#bytes += raw.length;
    if (this.#mails.length > MOST_MESSAGES * 1.01 || this.#bytes > MOST_BYTES) this.#dropOldest();
    return mail.id;
  }

  /** In lots: taking the first off a long array costs as much as going through it. */
  #dropOldest() {
    let first = Math.max(0, this.#mails.length - MOST_MESSAGES);
    const bytesOf = (mails) => mails.reduce((sum, { raw }) => sum + raw.length, 0);
    this.#bytes -= bytesOf(this.#mails.slice(0, first));
    while (this.#bytes > MOST_BYTES * 0.9) this.#bytes -= this.#mails[first++].raw.length;
    this.#mails = this.#mails.slice(first);
  }

  get size() {
    return this.#mails.length;
  }

  get bytes() {
    return this.#bytes;
  }

  find(id) {
    return this.#mails.find((mail) => mail.id === id);
  }

  /** The mails that pass the test, newest first. */
  newestFirst(test = () => true) {
    return this.#mails.filter(test).reverse();
  }

  /** Removes the mails of these ids, or all. */
  remove(ids) {
    const gone = ids && new Set(ids);
    this.#mails = gone ? this.#mails.filter(({ id }) => !gone.has(id)) : [];
    this.#bytes = this.#mails.reduce((sum, { raw }) => sum + raw.length, 0);
  }
}

/** The headers of a mail, read once. */
export function headersOf(mail) {
  mail.headers ??= readHeaders(mail.raw);
  return mail.headers;
}

/** The subject as a person reads it. */
export function subjectOf(mail) {
  return decodeWords(headersOf(mail).subject?.[0] ?? '');
}
