import type { ExplainedFigure } from '@lib/api-types';

export const EXPLANATION: ExplainedFigure = {
  label: 'Alvarado, base by level',
  operation: 'product',
  value_cents: 187_050_000,
  unit: 'cents',
  formula: '500 × $3,741.00',
  source_note: 'Rule “Base”, source LCFF',
  rows: [],
  in_words: ['Alvarado receives $1,870,500.00 for its pupils alone.', 'It has 500 pupils, and each brings $3,741.00.'],
  children: [
    {
      label: 'Pupils, elementary, every pupil',
      operation: 'count',
      value: '500',
      unit: 'pupils',
      formula: '',
      source_note: '',
      children: [],
      rows: [{ file: 'counts.csv', row: 12, version: 3, column: 'pupil_count', value: '500' }],
    },
    {
      label: 'Rate, elementary, every pupil',
      operation: 'rate',
      value_cents: 374_100,
      unit: 'per pupil',
      formula: '$3,741.00',
      source_note: '',
      children: [],
      rows: [],
    },
  ],
};
