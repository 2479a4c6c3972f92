import type { Request, Response } from 'express';

import { sameOrigin } from './same-origin.js';
import { safeNext } from './sign-in.router.js';

const guard = sameOrigin('https://relais.example');

/** 'passed', or the status of the refusal. */
function ask(method: string, headers: Record<string, string>): 'passed' | number {
  let answer: 'passed' | number = 0;
  const response = {
    status(code: number) {
      answer = code;
      return this;
    },
    type() {
      return this;
    },
    send() {
      return this;
    },
  };
  guard({ method, headers, protocol: 'https' } as unknown as Request, response as unknown as Response, () => {
    answer = 'passed';
  });
  return answer;
}

describe('a write with the session of a reader', () => {
  it('is refused when another site makes it', () => {
    expect(ask('POST', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(ask('PATCH', { 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(ask('POST', { origin: 'https://evil.example' })).toBe(403);
    expect(ask('POST', { origin: 'null' })).toBe(403);
  });

  it('passes from the panel itself, by its public address or by the one it was reached at', () => {
    expect(ask('POST', { 'sec-fetch-site': 'same-origin' })).toBe('passed');
    expect(ask('POST', { origin: 'https://relais.example' })).toBe('passed');
    expect(ask('POST', { origin: 'https://10.0.0.5:3000', host: '10.0.0.5:3000' })).toBe('passed');
  });

  it('passes with a bearer key, which no browser sends by itself, and for reads', () => {
    expect(ask('POST', { authorization: 'Bearer k', origin: 'https://evil.example' })).toBe('passed');
    expect(ask('GET', { 'sec-fetch-site': 'cross-site' })).toBe('passed');
  });
});

describe('where a sign-in leads', () => {
  it('is only ever back into the panel', () => {
    expect(safeNext('/admin/resources/packages?late=true')).toBe('/admin/resources/packages?late=true');
    for (const elsewhere of ['https://evil.example', '//evil.example', '/admin@evil.example', '/admin\\evil', '/api/v1', undefined]) expect(safeNext(elsewhere)).toBe('/admin');
  });
});
