import type { Policy, Rule } from '@lib/api-types';

export type ReadPolicy =
  | { ok: true; policy: Policy }
  | { ok: false; refusal: 'not_json'; place: Place | null }
  | { ok: false; refusal: 'not_a_policy' }
  | { ok: false; refusal: 'another_year'; fiscalYear: number };

/** Where reading stopped, counted from 1. */
type Place = { line: number; column: number };

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
    return { ok: false, refusal: 'not_json', place: placeIn(text, String(error)) };
  }
  if (!isPolicyLike(document)) return { ok: false, refusal: 'not_a_policy' };
  if (document.fiscal_year !== fiscalYear) return { ok: false, refusal: 'another_year', fiscalYear: document.fiscal_year };
  return { ok: true, policy: withParts(document) };
}

/** Browsers say what they expected in English only; most of them also say where, by line or by character. */
function placeIn(text: string, complaint: string): Place | null {
  const [, line, column] = /line (\d+) column (\d+)/.exec(complaint) ?? [];
  if (line !== undefined) return { line: Number(line), column: Number(column) };
  const [, position] = /position (\d+)/.exec(complaint) ?? [];
  if (position === undefined) return null;
  const lines = text.slice(0, Number(position)).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

const isObject = (one: unknown): one is Record<string, unknown> => typeof one === 'object' && one !== null;

const isSource = (one: unknown): boolean => isObject(one) && typeof one['source_id'] === 'string';

function isPolicyLike(document: unknown): document is Policy {
  if (!isObject(document)) return false;
  const { sources, fiscal_year } = document;
  return typeof fiscal_year === 'number' && Array.isArray(sources) && sources.every(isSource);
}

/** What is no list of rules at all stays as it is: the server says where it stands and what is wrong with it. */
const withLabels = (rules: Rule[]): Rule[] =>
  Array.isArray(rules) ? rules.map((rule) => (isObject(rule) ? Object.assign({}, rule, { label: (rule as Partial<Rule>).label ?? '' }) : rule)) : rules;

/** What the document may leave out, with the meaning that leaving it out has. */
function withParts(policy: Policy): Policy {
  const given = policy as Partial<Policy> & Pick<Policy, 'fiscal_year' | 'sources'>;
  return {
    ...policy,
    schema_version: given.schema_version ?? 1,
    levels: given.levels ?? ['elementary', 'middle', 'high'],
    need_categories: given.need_categories ?? ['all'],
    rounding_unit_cents: given.rounding_unit_cents ?? 1,
    adjustments: given.adjustments ?? [],
    sources: given.sources.map((source) =>
      Object.assign({}, source, {
        control: (source as Partial<typeof source>).control ?? 'school',
        eligibility: (source as Partial<typeof source>).eligibility ?? { kind: 'all' },
        rules: withLabels((source as Partial<typeof source>).rules ?? []),
      }),
    ),
  };
}
