import type { Request, Response } from 'express';

import { sameOrigin } from './same-origin.js';

function ask(method: string, headers: Record<string, string>): 'passed' | number {
  let answer: 'passed' | number = 0;
  const response = { set: () => undefined, sendStatus: (status: number) => (answer = status) };
  sameOrigin('https://relais.example')({ method, headers, protocol: 'https' } as unknown as Request, response as unknown as Response, () => (answer = 'passed'));
  return answer;
}

describe('a write to the panel', () => {
  it('is refused when another site makes it', () => {
    expect(ask('POST', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(ask('POST', { origin: 'https://evil.example', host: 'relais.example' })).toBe(403);
  });

  it('passes from the panel itself', () => {
    expect(ask('POST', { 'sec-fetch-site': 'same-origin' })).toBe('passed');
    expect(ask('POST', { origin: 'https://relais.example', host: '10.0.0.5' })).toBe('passed');
  });
});
