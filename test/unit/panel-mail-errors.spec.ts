import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { mailError } from '../../src/admin/components/proof/mail-errors.js';
import { en } from '../../src/admin/components/reader/texts.en.js';
import { fr } from '../../src/admin/components/reader/texts.fr.js';

const ROOM = fileURLToPath(new URL('../../src/notifications/', import.meta.url));
/** Every reason that a mail is not sent for is written as a clause in lower case: `'the order is canceled by now'`. */
const CLAUSE = /'((?:the (?:package|order) |registration |what it says|cut off |taken over )[a-z ,]+)'/g;

function clausesOfTheRoom(): string[] {
  const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  return [...new Set(files.flatMap((file) => [...readFileSync(join(ROOM, file), 'utf8').matchAll(CLAUSE)].map(([, clause = '']) => clause)))];
}

describe('the last error of a mail', () => {
  it('is in the reader’s language for every reason of ours', () => {
    const clauses = clausesOfTheRoom();

    expect(clauses).toEqual(expect.arrayContaining(['the package is in another cycle by now', 'registration has closed', 'what it says, or its entity, is gone']));
    expect(clauses.filter((clause) => en.pages.mail.errors[clause] === undefined)).toEqual([]);
    expect(clauses.filter((clause) => fr.pages.mail.errors[clause] === undefined)).toEqual([]);
  });

  it('tells a mail that was held back from one that the server refused', () => {
    expect(mailError('held back: registration has closed', en)).toEqual({ isHeldBack: true, words: 'Held back: registration has closed. It is not sent any more.' });
    expect(mailError('550 5.1.1 no such user', en)).toEqual({ isHeldBack: false, words: 'The mail server said: “550 5.1.1 no such user”' });
    expect(mailError('550 5.1.1 no such user', fr).words.replace(/\u00a0/g, ' ')).toBe('Réponse du serveur de messagerie : « 550 5.1.1 no such user »');
  });
});
