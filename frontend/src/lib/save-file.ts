import { ApiProblem, type Problem } from './problem';

const nameIn = (disposition: string | null): string | null => /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? null;

/** Ask the server for a file and let the browser save it under its name; a refusal is thrown as anywhere else. */
export async function saveFile(path: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      credentials: 'same-origin',
      headers: { 'Accept-Language': document.documentElement.lang || 'en' },
    });
  } catch {
    throw new ApiProblem({ type: 'about:blank', title: '', status: 0, code: 'unreachable' });
  }
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null);
    const problem: Problem = { type: 'about:blank', title: response.statusText, code: 'unexpected_answer', ...(typeof body === 'object' ? body : null), status: response.status };
    throw new ApiProblem(problem);
  }
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = nameIn(response.headers.get('Content-Disposition')) ?? 'file';
  link.click();
  // The browser has to begin reading before the address goes away.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
