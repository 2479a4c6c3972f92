import type { Request } from 'express';

import { readerLocale } from './reader-locale.js';

const request = (cookie: string, browser: string | false): Request => ({ headers: { cookie }, acceptsLanguages: () => browser }) as unknown as Request;

describe('the language of a reader', () => {
  it('is the one they chose, before all', () => {
    expect(readerLocale(request('other=1; relais.locale=fr', 'en'), 'en', 'en')).toBe('fr');
  });

  it('is the one of their account, then of their browser, then of the house', () => {
    expect(readerLocale(request('', 'en'), 'fr', 'en')).toBe('fr');
    expect(readerLocale(request('', 'fr'), null, 'en')).toBe('fr');
    expect(readerLocale(request('', false), null, 'fr')).toBe('fr');
  });

  it('is never one that we do not speak', () => {
    expect(readerLocale(request('relais.locale=de', false), null, 'en')).toBe('en');
  });
});
