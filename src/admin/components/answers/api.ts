import { signedInAgain } from './session-end.js';

/** What `/api/v1` answers when it refuses (RFC 9457). */
export interface ProblemBody {
  status: number;
  code?: string;
  title?: string;
  detail?: string;
  allowed?: string[];
  errors?: { field: string; message: string }[];
  /** Of a decision that somebody took before: who, when, and what it made of the thing. */
  by?: string;
  at?: string;
  from?: string;
  decision?: string;
  /** What stands in the way, by code. */
  cancellations?: string[];
  workflows?: string[];
  deliveries?: string[];
}

export class Problem extends Error {
  readonly body: ProblemBody;
  constructor(body: ProblemBody) {
    super(body.detail ?? body.title ?? body.code ?? `HTTP ${body.status}`);
    this.body = body;
  }
}

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  counts?: Counts;
}

export interface Counts {
  total: number | string;
  status: Record<string, number | string>;
  late?: number | string;
}

interface Request {
  body?: unknown;
  /** Sent instead of a body, under its own content type. */
  file?: Blob;
  type?: string;
  version?: number;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

const API = '/api/v1';

export const apiUrl = (path: string): string => `${API}${path}`;

export const getJson = <Answer>(path: string, signal?: AbortSignal): Promise<Answer> => send<Answer>('GET', path, { signal });

/** A change of fields; `version` is the one the reader saw, so that nobody's newer change is overwritten. */
export const patchJson = <Answer>(path: string, body: unknown, version: number): Promise<Answer> =>
  send<Answer>('PATCH', path, { body, version });

/** A command. The key makes a repeated click, or a retry after a lost answer, the same one command. */
export const postJson = <Answer>(path: string, body: unknown, idempotencyKey: string): Promise<Answer> =>
  send<Answer>('POST', path, { body, idempotencyKey });

/** A file as it is. A repeated one changes nothing, so that it needs no key. */
export const postFile = <Answer>(path: string, file: Blob, type: string): Promise<Answer> => send<Answer>('POST', path, { file, type });

export const deleteThing = (path: string): Promise<void> => send<undefined>('DELETE', path, {});

async function send<Answer>(method: string, path: string, { body, file, type, version, idempotencyKey, signal }: Request): Promise<Answer> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': document.documentElement.lang };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (type !== undefined) headers['Content-Type'] = type;
  if (version !== undefined) headers['If-Match'] = `"${version}"`;
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey;
  const ask = (): Promise<Response> => fetch(apiUrl(path), { method, headers, signal, credentials: 'same-origin', body: file ?? (body === undefined ? undefined : JSON.stringify(body)) });
  let response = await ask();
  // The same request once more, under the new session: nothing typed is lost.
  if (response.status === 401 && (await signedInAgain())) response = await ask();
  if (!response.ok) throw new Problem(await problemOf(response));
  return response.status === 204 ? (undefined as Answer) : ((await response.json()) as Answer);
}

async function problemOf(response: Response): Promise<ProblemBody> {
  try {
    return { ...((await response.json()) as ProblemBody), status: response.status };
  } catch {
    return { status: response.status };
  }
}
