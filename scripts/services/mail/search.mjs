import { readAddresses } from './headers.mjs';
import { headersOf, subjectOf } from './store.mjs';

const TERM = /(?:([a-z-]+):)?(?:"([^"]*)"|(\S+))/gi;

const addressesIn = (mail, name) => readAddresses(headersOf(mail)[name]).map(({ Name, Address }) => `${Name} <${Address}>`).join(' ');

const FIELDS = {
  to: (mail) => `${addressesIn(mail, 'to')} ${mail.to.map((address) => `<${address}>`).join(' ')}`,
  from: (mail) => addressesIn(mail, 'from'),
  cc: (mail) => addressesIn(mail, 'cc'),
  subject: subjectOf,
  'message-id': (mail) => headersOf(mail)['message-id']?.[0] ?? '',
};

/**
 * Reads a search in Mailpit's words, `to:"a@b" subject:"canceled" word`, into a test of a mail. All
 * terms must hold; a term holds when its field contains it, large or small letters alike.
 */
export function matcher(query) {
  const tests = [...query.matchAll(TERM)].map(([, field, quoted, bare]) => {
    const sought = (quoted ?? bare).toLowerCase();
    const read = FIELDS[field?.toLowerCase()] ?? ((mail) => `${FIELDS.from(mail)} ${FIELDS.to(mail)} ${subjectOf(mail)}`);
    return (mail) => read(mail).toLowerCase().includes(sought);
  });
  return (mail) => tests.every((holds) => holds(mail));
}
