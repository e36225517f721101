/** First parts of the addresses that this entry answers; the gateway holds the same list (gateway/site/files.py). */
export const PUBLIC_PLACES = ['public', 'take-part'] as const;

/** What an address asks for. */
export type Address = { page: 'allocation'; runId: string } | { page: 'take-part'; token: string } | { page: 'nothing' };

export function addressOf(pathname: string): Address {
  const [place, ...rest] = pathname.split('/').filter((part) => part !== '');
  const [first, second] = rest;
  if (place === 'public' && first === 'allocations' && second !== undefined && rest.length === 2) return { page: 'allocation', runId: second };
  if (place === 'take-part' && first !== undefined && rest.length === 1) return { page: 'take-part', token: first };
  return { page: 'nothing' };
}

/** Where another run stands, in the language that the address asks for. */
export const allocationAddress = (runId: string, search: string): string => `/public/allocations/${runId}${search}`;
