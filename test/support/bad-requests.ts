import { expect } from '@jest/globals';

import type { TestApp } from './app.js';
import type { Base } from './base.js';
import type { Answer } from './call.js';

const AT_ONCE = 12;

/** Words of libraries that no reader should meet. */
export const OF_A_LIBRARY = /invalid|expected|received|undefined|NaN|validation|cast/i;

/** A request that must be refused, and how. */
export interface Bad {
  title: string;
  method: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
  status: number;
  code: string;
  /** The one field that must be named. */
  field?: string;
  /** Other fields may be named too. */
  others?: boolean;
}

/** What is wrong with the answer to a bad request; undefined: it is as the contract says. */
function wrongly({ title, status, code, field, others = false, language }: Bad & { language: string }, answer: Answer): string | undefined {
  const errors = (answer.body['errors'] ?? []) as { field: string; message: string }[];
  const fields = errors.map((error) => error.field);
  const type = (answer.headers.get('content-type') ?? '').split(';')[0];
  const named = field === undefined ? fields.length === 0 : fields.includes(field) && (others || fields.length === 1);
  const told = answer.headers.get('content-language') === language && errors.every(({ message }) => message.length > 4 && !OF_A_LIBRARY.test(message));
  const good = answer.status === status && type === 'application/problem+json' && answer.body['code'] === (code as never) && named && told;
  return good ? undefined : `${title} -> ${JSON.stringify({ status: answer.status, type, code: answer.body['code'], errors, language })}`;
}

/** Sends bad requests, none of which may change anything or end the process, and tells which were answered wrongly. */
export function complaintsOf(relais: TestApp, base: Base, bad: readonly Bad[], atOnce = AT_ONCE): Promise<string[]> {
  return base.unchangedBy(async () => {
    const told: (string | undefined)[] = [];
    for (let from = 0; from < bad.length; from += atOnce) {
      // Every other one is asked in French.
      const asked = bad.slice(from, from + atOnce).map((one, index) => ({ ...one, language: index % 2 === 0 ? 'en' : 'fr' }));
      told.push(...(await Promise.all(asked.map(async (one) => wrongly(one, await relais.call(one.method, one.path, one.body, { 'accept-language': one.language, ...one.headers }))))));
    }
    expect((await relais.call('GET', '/health/ready')).status).toBe(200);
    return told.filter((complaint) => complaint !== undefined);
  });
}
