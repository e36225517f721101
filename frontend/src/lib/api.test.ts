// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, onSignedOut, query, setCsrfToken } from './api';
import { ApiProblem } from './problem';

type Sent = { path: string; method: string; headers: Headers; body: unknown };

let sent: Sent[] = [];
let answers: Response[] = [];

beforeEach(() => {
  sent = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    sent.push({ path, method: init.method ?? 'GET', headers: new Headers(init.headers), body: init.body });
    const answer = answers.shift();
    return answer === undefined ? Promise.reject(new TypeError('network')) : Promise.resolve(answer);
  });
});

afterEach(() => {
  setCsrfToken(null);
  answers = [];
  vi.unstubAllGlobals();
});

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });

describe('api', () => {
  it('sends the CSRF token and a fresh key with a POST, and neither with a GET', async () => {
    setCsrfToken('token');
    answers = [json([]), json({}), json({})];
    await api.get('/allocation/v1/schools');
    await api.post('/allocation/v1/scenarios', { name: 'One' });
    await api.post('/allocation/v1/scenarios', { name: 'Two' });
    expect(sent[0]?.path).toBe('/api/allocation/v1/schools');
    expect(sent[0]?.headers.has('X-CSRF-Token')).toBe(false);
    expect(sent[0]?.headers.has('Idempotency-Key')).toBe(false);
    expect(sent[1]?.headers.get('X-CSRF-Token')).toBe('token');
    expect(sent[1]?.headers.get('Idempotency-Key')).not.toBe(sent[2]?.headers.get('Idempotency-Key'));
  });

  it('asks for words in the language of the page', async () => {
    answers = [json([]), json([])];
    document.documentElement.lang = 'es';
    await api.get('/allocation/v1/schools');
    document.documentElement.lang = 'en';
    await api.get('/allocation/v1/schools');
    expect(sent.map((each) => each.headers.get('Accept-Language'))).toEqual(['es', 'en']);
  });

  it('hands over the ETag and sends it back as If-Match', async () => {
    answers = [json({ name: 'One' }, 200, { ETag: '"7"' }), json({ name: 'Two' })];
    const { etag } = await api.getWithEtag('/allocation/v1/scenarios/1');
    await api.put('/allocation/v1/scenarios/1', { name: 'Two' }, { ifMatch: etag ?? '' });
    expect(sent[1]?.headers.get('If-Match')).toBe('"7"');
  });

  it('throws the server’s problem with its errors', async () => {
    const errors = [{ file: 'counts.csv', row: 3, column: 'pupil_count', value: 'x', code: 'not_a_number', message: 'Not a number.' }];
    answers = [json({ type: 'about:blank', title: 'Refused', status: 422, code: 'import_refused', errors }, 422)];
    const refusal = await api.post('/allocation/v1/imports', new FormData()).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ApiProblem);
    expect((refusal as ApiProblem).code).toBe('import_refused');
    expect((refusal as ApiProblem).problem.errors).toEqual(errors);
    expect(sent[0]?.headers.has('Content-Type')).toBe(false);
  });

  it('makes a problem of a server that cannot be reached and of an answer that is no JSON', async () => {
    const unreachable = await api.get('/x').catch((error: unknown) => error);
    expect((unreachable as ApiProblem).code).toBe('unreachable');
    answers = [new Response('<html>', { status: 502, headers: { 'Content-Type': 'text/html' } })];
    const odd = await api.get('/x').catch((error: unknown) => error);
    expect((odd as ApiProblem).status).toBe(502);
  });

  it('tells when the session has ended, but not when a password was wrong', async () => {
    const listener = vi.fn();
    const stop = onSignedOut(listener);
    answers = [json({ status: 401, code: 'bad_credentials' }, 401), json({ status: 401, code: 'no_session' }, 401)];
    await api.post('/session', {}).catch(() => undefined);
    expect(listener).not.toHaveBeenCalled();
    await api.get('/allocation/v1/schools').catch(() => undefined);
    expect(listener).toHaveBeenCalledTimes(1);
    stop();
  });

  it('leaves out parameters that are not set', () => {
    expect(query({ fiscal_year: 2027, kind: undefined, page_token: '' })).toBe('?fiscal_year=2027');
    expect(query({})).toBe('');
  });
});
