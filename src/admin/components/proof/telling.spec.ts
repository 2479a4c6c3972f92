import { en } from '../reader/texts.en.js';
import { fr } from '../reader/texts.fr.js';
import type { JournalEntry } from '../answers/things.js';
import { deedOf, together } from './telling.js';

const entry = (part: Partial<JournalEntry>): JournalEntry => ({ at: '2026-11-24T10:00:00.000Z', by: 'claire@meridian.example', subject: 'CAT86', subjectKind: 'package', cycle: 1, command: 'edit', from: null, to: null, comment: null, refused: null, ...part });
const plain = (text: string): string => text.replace(/\u00a0/g, ' ');

describe('the journal in sentences', () => {
  it('names the thing, with the article of its language', () => {
    expect(deedOf(entry({ subjectKind: 'order', command: 'approve' }), en)).toBe('approved the order');
    expect(deedOf(entry({ subjectKind: 'order', command: 'approve' }), fr)).toBe('a validé la commande');
  });

  it('tells a person’s publication from the clock’s', () => {
    expect(deedOf(entry({ command: 'publish' }), en)).toBe('published the package');
    expect(deedOf(entry({ command: 'publish', by: 'system' }), en)).toBe('published the package at its availability date');
  });

  it('tells a stop that was asked from one that came at once', () => {
    expect(deedOf(entry({ subjectKind: 'delivery', command: 'stop', from: 'running', to: 'stopping' }), en)).toBe('asked the delivery to stop');
    expect(deedOf(entry({ subjectKind: 'delivery', command: 'stop', from: 'paused', to: 'stopped' }), fr)).toBe('a arrêté la diffusion');
  });

  it('tells a refused attempt by a sentence, never by its code', () => {
    const refused = entry({ subjectKind: 'package', command: 'cancel', refused: 'forbidden' });

    expect(deedOf(refused, en)).toBe('tried to cancel the package: their rights do not allow it');
    expect(plain(deedOf(refused, fr))).toBe('a tenté d’annuler le kit : ses droits ne le permettent pas');
  });

  it('speaks of a range of orders as of the orders, on the package’s own timeline', () => {
    const registered = entry({ by: 'system', subject: 'CAT86:orders 0-999', subjectKind: 'order', command: 'pre-subscribe', to: 'approved' });

    expect(deedOf(registered, en)).toBe('registered the entities of the audience: each has an approved order');
    expect(deedOf(entry({ ...registered, subject: 'ORD1' }), en)).toBe('registered the entity: its order is approved');
  });

  it('tells the parts of one sweep once', () => {
    const part = (from: number): JournalEntry => entry({ by: 'system', subject: `CAT86:orders ${from}-${from + 999}`, subjectKind: 'order', command: 'cancel', correlation: 'CXL4' });
    const told = together([part(2000), part(1000), part(0), entry({ command: 'cancel' }), entry({ command: 'cancel' })]);

    expect(told.map(({ times }) => times)).toEqual([3, 1, 1]);
  });

  it('tells a mail that was sent again as a mail, not as its range', () => {
    expect(deedOf(entry({ subject: 'CAT86:notification 5f2a', subjectKind: 'notification', command: 'resend' }), en)).toBe('sent a mail again');
  });
});
