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

async function send<Answer>(method: string, path: string, { body, version, idempotencyKey, signal }: Request): Promise<Answer> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': document.documentElement.lang };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (version !== undefined) headers['If-Match'] = `"${version}"`;
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey;
  const response = await fetch(apiUrl(path), { method, headers, signal, credentials: 'same-origin', body: body === undefined ? undefined : JSON.stringify(body) });
  if (response.status === 401) signInAgain();
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

function signInAgain(): void {
  location.assign(`/admin/login?next=${encodeURIComponent(location.pathname + location.search)}`);
}
