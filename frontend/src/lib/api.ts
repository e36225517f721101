import { ApiProblem, type Problem } from './problem';

/** An answer with the headers a screen needs: the ETag goes back as `If-Match` on the next write. */
export type Answer<T> = { data: T; etag: string | null; status: number };

export type RequestOptions = {
  signal?: AbortSignal;
  /** The ETag of the version that is being changed. */
  ifMatch?: string;
  /** Reuse one key for every retry of one intent; see `newIdempotencyKey`. */
  idempotencyKey?: string;
};

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

let csrfToken: string | null = null;
let credentials: RequestCredentials = 'same-origin';
const signedOutListeners = new Set<() => void>();

/** Taken from the session; sent with every request that changes something. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/**
 * For pages that nobody signs in for. Who happens to be signed in asks as nobody too: no session is looked up, and none that is
 * over stands in the way.
 */
export function askAsNobody(): void {
  credentials = 'omit';
}

/** Called when the server no longer knows who we are. */
export function onSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

export const newIdempotencyKey = (): string => crypto.randomUUID();

/** Query parameters, leaving out those not set. */
export function query(parameters: Record<string, string | number | boolean | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

async function send<T>(method: Method, path: string, body: unknown, options: RequestOptions = {}): Promise<Answer<T>> {
  const headers = new Headers({ Accept: 'application/json, application/problem+json' });
  // The server words its refusals and findings in the language of the page, which may be another than the browser's.
  headers.set('Accept-Language', document.documentElement.lang || 'en');
  if (method !== 'GET' && csrfToken !== null) headers.set('X-CSRF-Token', csrfToken);
  if (method === 'POST') headers.set('Idempotency-Key', options.idempotencyKey ?? newIdempotencyKey());
  if (options.ifMatch !== undefined) headers.set('If-Match', options.ifMatch);
  const isForm = body instanceof FormData;
  if (body !== undefined && !isForm) headers.set('Content-Type', 'application/json');

  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers,
      credentials,
      signal: options.signal ?? null,
      body: body === undefined ? null : isForm ? body : JSON.stringify(body),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem({ type: 'about:blank', title: '', status: 0, code: 'unreachable' });
  }
  if (!response.ok) throw await refusalOf(response, path);
  const hasBody = response.status !== 204 && response.headers.get('Content-Length') !== '0';
  const data = (hasBody ? await response.json() : undefined) as T;
  return { data, etag: response.headers.get('ETag'), status: response.status };
}

async function refusalOf(response: Response, path: string): Promise<ApiProblem> {
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  const body: unknown = isJson ? await response.json().catch(() => null) : null;
  const problem: Problem = {
    type: 'about:blank',
    title: response.statusText,
    code: 'unexpected_answer',
    ...(typeof body === 'object' ? body : null),
    status: response.status,
  };
  // A wrong password is also a 401, but of a session that never was.
  if (response.status === 401 && path !== '/session') for (const listener of signedOutListeners) listener();
  return new ApiProblem(problem);
}

/** The only way to the server. Paths start after `/api`: `/allocation/v1/schools`. */
export const api = {
  get: async <T>(path: string, options?: RequestOptions): Promise<T> => (await send<T>('GET', path, undefined, options)).data,
  getWithEtag: <T>(path: string, options?: RequestOptions) => send<T>('GET', path, undefined, options),
  post: async <T>(path: string, body?: unknown, options?: RequestOptions): Promise<T> =>
    (await send<T>('POST', path, body, options)).data,
  postWithEtag: <T>(path: string, body?: unknown, options?: RequestOptions) => send<T>('POST', path, body, options),
  put: <T>(path: string, body: unknown, options?: RequestOptions) => send<T>('PUT', path, body, options),
  delete: (path: string, options?: RequestOptions) => send<void>('DELETE', path, undefined, options),
};
