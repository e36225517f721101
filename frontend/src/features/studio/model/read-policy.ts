import type { Policy } from '@lib/api-types';

export type ReadPolicy =
  | { ok: true; policy: Policy }
  | { ok: false; refusal: 'not_json' | 'not_a_policy' | 'another_year'; detail: string };

/** Figures that the editors keep as decimal texts, so that not a digit is lost; a document may spell them as numbers. */
const DECIMALS = new Set([
  'base_dollars',
  'maximum_positions',
  'minimum_positions',
  'per_pupil_dollars',
  'pupils',
  'pupils_max',
  'pupils_min',
  'pupils_per_position',
  'rate_dollars',
  'step',
  'threshold',
  'value',
  'weight',
]);

const exactly = (key: string, value: unknown): unknown => (typeof value === 'number' && DECIMALS.has(key) ? String(value) : value);

/** Enough of a check to show it in the editors; what it means is the server's to judge. */
export function readPolicy(text: string, fiscalYear: number): ReadPolicy {
  let document: unknown;
  try {
    document = JSON.parse(text, exactly);
  } catch (error) {
    return { ok: false, refusal: 'not_json', detail: error instanceof Error ? error.message : String(error) };
  }
  if (!isPolicyLike(document)) return { ok: false, refusal: 'not_a_policy', detail: '' };
  if (document.fiscal_year !== fiscalYear) return { ok: false, refusal: 'another_year', detail: String(document.fiscal_year) };
  return { ok: true, policy: withParts(document) };
}

const isSource = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && typeof (one as Record<string, unknown>)['source_id'] === 'string';

function isPolicyLike(document: unknown): document is Policy {
  if (typeof document !== 'object' || document === null) return false;
  const { sources, fiscal_year } = document as Record<string, unknown>;
  return typeof fiscal_year === 'number' && Array.isArray(sources) && sources.every(isSource);
}

/** What the document may leave out, with the meaning that leaving it out has. */
function withParts(policy: Policy): Policy {
  const given = policy as Partial<Policy> & Pick<Policy, 'fiscal_year' | 'sources'>;
  return {
    ...policy,
    schema_version: 1,
    levels: given.levels ?? ['elementary', 'middle', 'high'],
    need_categories: given.need_categories ?? ['all'],
    rounding_unit_cents: given.rounding_unit_cents ?? 1,
    adjustments: given.adjustments ?? [],
    sources: given.sources.map((source) =>
      Object.assign({}, source, {
        control: (source as Partial<typeof source>).control ?? 'school',
        eligibility: (source as Partial<typeof source>).eligibility ?? { kind: 'all' },
        rules: ((source as Partial<typeof source>).rules ?? []).map((rule) => Object.assign({}, rule, { label: (rule as Partial<typeof rule>).label ?? '' })),
      }),
    ),
  };
}
