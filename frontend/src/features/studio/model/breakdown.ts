import type { AllocationFigures } from '@lib/api-types';

export type BreakdownPart = { componentId: string; label: string; kind: string; cents: number };
export type BreakdownSource = { sourceId: string; name: string; cents: number; parts: BreakdownPart[] };

/** What one school's total is made of: sources in the result's order, then what adjustments added and took. */
export function breakdownOf(result: AllocationFigures, schoolIndex: number): BreakdownSource[] {
  const names = new Map(result.sources.map((source) => [source.source_id, source.name]));
  const sources = new Map<string, BreakdownSource>();
  for (const component of result.components) {
    const cents = component.amounts_cents[schoolIndex] ?? 0;
    if (cents === 0) continue;
    const sourceId = component.source_id ?? '';
    let source = sources.get(sourceId);
    if (source === undefined) {
      source = { sourceId, name: names.get(sourceId) ?? '', cents: 0, parts: [] };
      sources.set(sourceId, source);
    }
    source.cents += cents;
    source.parts.push({ componentId: component.component_id, label: component.label, kind: component.kind, cents });
  }
  return [...sources.values()];
}
