import { localeOf, said } from './text.js';

test.each([
  ['fr', 'fr'],
  ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
  ['en-US,en;q=0.9,fr;q=0.8', 'en'],
  ['de-DE,de;q=0.9,fr;q=0.5', 'fr'],
  ['fr;q=0.2,en;q=0.7', 'en'],
  ['fr;q=0', 'en'],
  ['de', 'en'],
  ['', 'en'],
  [undefined, 'en'],
] as const)('%s is read as %s', (header, expected) => {
  expect(localeOf(header, 'en')).toBe(expected);
});

test('a French sentence keeps its punctuation on the line of its word', () => {
  const text = { en: 'CAT86 is “Canceled”: nothing more.', fr: 'CAT86 est « Annulé » : plus rien ; 30 % ?' };

  expect(said(text, 'fr')).toBe('CAT86 est «\u00a0Annulé\u00a0»\u00a0: plus rien\u00a0; 30\u00a0%\u00a0?');
  expect(said(text, 'en')).toBe(text.en);
});
