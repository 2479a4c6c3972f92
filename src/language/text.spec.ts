import { localeOf } from './text.js';

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
