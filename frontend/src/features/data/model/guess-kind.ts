import type { ImportKind } from '@lib/api-types';

type Clue = { kind: ImportKind; words: RegExp; points: number };

const HEADER_CLUES: readonly Clue[] = [
  { kind: 'counts', words: /pupil|student|enroll|count|_ada\b|average daily|need[_ ]categor|english learner|frpm|\bupp?\b|\bel\b/, points: 2 },
  { kind: 'revenue_sources', words: /^funder|^restricted|^account|resource code|revenue/, points: 4 },
  { kind: 'revenue_sources', words: /source[_ ]?(id|code|name)|^source$/, points: 2 },
  { kind: 'school_grants', words: /grant|award/, points: 3 },
  { kind: 'school_grants', words: /^label$|source[_ ]?(id|code)/, points: 1 },
  { kind: 'current_budgets', words: /budget|allocation|expend|current|last year|prior|amount/, points: 2 },
  { kind: 'measures', words: /^measure$/, points: 6 },
  { kind: 'measures', words: /^value$|fte|square feet|score|distance/, points: 2 },
  { kind: 'schools', words: /school[_ ]?type|address|city|zip|opened|closed|grades?[_ ](low|high|served|span)|^levels$|principal|phone/, points: 3 },
  { kind: 'schools', words: /^level$/, points: 1 },
  { kind: 'staff', words: /salary|benefits|employee|emp[_ ]?(id|no)|job[_ ]?(class|code|title)|payroll|longevity|years of service/, points: 4 },
  { kind: 'actual_expenditures', words: /(federal|state).*(personnel|nonpersonnel|other)|personnel.*(federal|state)/, points: 8 },
];

const FILE_CLUES: readonly Clue[] = [
  { kind: 'counts', words: /count|enroll|pupil|student|census|calpads/, points: 5 },
  { kind: 'revenue_sources', words: /revenue|source|fund/, points: 5 },
  { kind: 'school_grants', words: /grant/, points: 6 },
  { kind: 'current_budgets', words: /budget|prior|last[_ -]?year|current/, points: 5 },
  { kind: 'measures', words: /measure|fte|score/, points: 5 },
  { kind: 'staff', words: /staff|payroll|salar|position/, points: 6 },
  { kind: 'actual_expenditures', words: /expenditure|actuals|spent|essa/, points: 6 },
  { kind: 'schools', words: /^schools?\b|directory|sites?\b/, points: 6 },
];

/** What a file most likely holds, from its name and its columns. The person who knows has the last word. */
export function guessKind(fileName: string, headers: readonly string[]): ImportKind {
  const points = new Map<ImportKind, number>();
  const add = (clue: Clue, text: string) => {
    if (clue.words.test(text)) points.set(clue.kind, (points.get(clue.kind) ?? 0) + clue.points);
  };
  for (const clue of FILE_CLUES) add(clue, fileName.toLowerCase().replace(/\.[a-z]+$/, '').replaceAll('_', ' '));
  for (const clue of HEADER_CLUES) {
    // Twenty columns of counts are one clue, not twenty.
    const hit = headers.find((header) => clue.words.test(header.toLowerCase()));
    if (hit !== undefined) add(clue, hit.toLowerCase());
  }
  // A file with a line for each school is not a list of sources.
  if (headers.some((header) => /school|campus|site/i.test(header))) points.delete('revenue_sources');
  return [...points].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? 'schools';
}
