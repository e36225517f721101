import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { DiffValue } from '@kit/diff-value';
import { ExplanationTree } from '@kit/explanation-tree';
import { Gauge } from '@kit/gauge';
import { MatrixGrid } from '@kit/matrix-grid';
import { ProgressBar } from '@kit/progress-bar';
import { StatTile } from '@kit/stat-tile';
import type { Explanation } from '@lib/api-types';
import { useState } from 'react';

const LEVELS = [
  { id: 'elementary', label: 'Elementary' },
  { id: 'middle', label: 'Middle' },
  { id: 'high', label: 'High' },
];
const NEEDS = [
  { id: 'all', label: 'Every pupil' },
  { id: 'poverty', label: 'Poverty' },
  { id: 'english_learner', label: 'English learner' },
];
const BEFORE: Record<string, string> = {
  'all|elementary': '1',
  'all|middle': '1.05',
  'all|high': '1.12',
  'poverty|elementary': '0.2',
  'poverty|middle': '0.2',
  'poverty|high': '0.25',
  'english_learner|elementary': '0.15',
};

const EXPLANATION: Explanation = {
  label: 'Alvarado, base by level',
  operation: 'product',
  value_cents: 187_050_000,
  unit: 'cents',
  formula: '500 × $3,741.00',
  source_note: 'Rule “Base”, source LCFF',
  rows: [],
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

export function Numbers() {
  const [cells, setCells] = useState<Record<string, string | null>>({ ...BEFORE, 'poverty|high': '0.4' });
  return (
    <Card title="Numbers" description="Every one can be asked why; gaps stand in words.">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,14rem),1fr))] gap-4">
        <StatTile label="To schools" value="$612,404,118" note="81.2% of all money" />
        <StatTile
          label="Schools that lose"
          value="14"
          note={<Badge tone="warning">3 lose more than 5%</Badge>}
          action={
            <Button variant="quiet" size="small">
              Show them
            </Button>
          }
        />
        <StatTile label="Change, Alvarado" value={<DiffValue value={-12_345_600} />} note={<DiffValue value={-230} unit="bp" />} />
      </div>
      <div className="mt-6 grid gap-6 sm:grid-cols-2">
        <Gauge label="Unlocked money" usedCents={61_240_411_800} availableCents={62_000_000_000} />
        <Gauge label="Title I" usedCents={1_320_000_000} availableCents={1_200_000_000} />
        <ProgressBar label="Plan" share={0.4} note="4 of 10 parts" />
        <ProgressBar label="Calculating" />
      </div>
      <div className="mt-8">
        <MatrixGrid
          caption="Weights by need and level"
          rowHeader="Need"
          rows={NEEDS}
          columns={LEVELS}
          unit="×"
          value={(row, column) => cells[`${row}|${column}`] ?? null}
          original={(row, column) => BEFORE[`${row}|${column}`] ?? null}
          onChange={(changes) =>
            setCells((now) => ({ ...now, ...Object.fromEntries(changes.map((change) => [`${change.rowId}|${change.columnId}`, change.value])) }))
          }
        />
      </div>
      <div className="mt-8 max-w-form">
        <ExplanationTree explanation={EXPLANATION} />
      </div>
    </Card>
  );
}
