import type { ExpectedPupils } from './expected-pupils';

const keyOf = (scenarioId: string) => `ssfr.expected-pupils.${scenarioId}`;

const isExpected = (value: unknown): value is ExpectedPupils =>
  typeof value === 'object' && value !== null && 'school_id' in value && 'level' in value && 'fiscal_year' in value && 'pupils' in value;

/** The pupils that somebody expected for a scenario in this browser. */
export function keptExpected(scenarioId: string): ExpectedPupils[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(scenarioId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isExpected) : [];
  } catch {
    return [];
  }
}

/** Keep them for the next visit; a browser that keeps nothing loses nothing else. */
export function keepExpected(scenarioId: string, expected: readonly ExpectedPupils[]): void {
  try {
    if (expected.length === 0) localStorage.removeItem(keyOf(scenarioId));
    else localStorage.setItem(keyOf(scenarioId), JSON.stringify(expected));
  } catch {
    // Private windows may refuse to keep anything.
  }
}
