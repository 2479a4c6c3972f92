import { ADMIN_KEY } from './environment.js';

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON, or the text where the answer is none. */
  body: Record<string, never> & { [field: string]: unknown };
}

/** Calls the HTTP API as the administrator, where no other credential is among the headers. */
export async function call(url: string, method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${ADMIN_KEY}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = (response.headers.get('content-type') ?? '').includes('json');
  return { status: response.status, headers: response.headers, body: (json && text !== '' ? JSON.parse(text) : text) as Answer['body'] };
}
