import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { DiffValue } from '@kit/diff-value';
import { Gauge } from '@kit/gauge';
import { MatrixGrid } from '@kit/matrix-grid';
import { ProgressBar } from '@kit/progress-bar';
import { StatTile } from '@kit/stat-tile';
import { useState } from 'react';
import { Sample, Samples } from './sample';

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
const CHANGES = [18_400_000, 0, -12_345_600, null];

export function Numbers() {
  const [cells, setCells] = useState<Record<string, string | null>>({ ...BEFORE, 'poverty|high': '0.4' });
  const weightOf = (row: string, column: string) => cells[`${row}|${column}`] ?? null;
  return (
    <Card title="Numbers" description="Gaps stand in words; a change shows its sign, its arrow and how large it is beside the others.">
      <Samples>
        <Sample of="stat-tile" isWide>
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
        </Sample>
        <Sample of="diff-value">
          <ul className="w-48 space-y-2">
            {CHANGES.map((cents) => (
              <li key={String(cents)}>
                <DiffValue value={cents} largest={18_400_000} />
              </li>
            ))}
          </ul>
        </Sample>
        <Sample of="progress-bar">
          <div className="space-y-5">
            <ProgressBar label="Plan" share={0.4} note="4 of 10 parts" />
            <ProgressBar label="Calculating" />
          </div>
        </Sample>
        <Sample of="gauge" isWide>
          <div className="grid gap-6 sm:grid-cols-3">
            <Gauge label="Unlocked money" usedCents={61_240_411_800} availableCents={62_000_000_000} />
            <Gauge label="Title I" usedCents={1_320_000_000} availableCents={1_200_000_000} />
            <Gauge label="School grants" usedCents={80_000_000} availableCents={80_000_000} />
          </div>
        </Sample>
        <Sample of="matrix-grid">
          <MatrixGrid
            caption="Weights by need and level"
            rowHeader="Need"
            rows={NEEDS}
            columns={LEVELS}
            unit="×"
            value={weightOf}
            original={(row, column) => BEFORE[`${row}|${column}`] ?? null}
            onChange={(changes) =>
              setCells((now) => ({ ...now, ...Object.fromEntries(changes.map((change) => [`${change.rowId}|${change.columnId}`, change.value])) }))
            }
          />
        </Sample>
        <Sample of="matrix-grid, where room is short">
          <div className="max-w-68">
            <MatrixGrid caption="Weights on a phone" rowHeader="Need" rows={NEEDS} columns={LEVELS} unit="×" value={weightOf} original={(row, column) => BEFORE[`${row}|${column}`] ?? null} onChange={() => undefined} />
          </div>
        </Sample>
        <Sample of="matrix-grid, to read only">
          <MatrixGrid caption="The same weights" rowHeader="Need" rows={NEEDS} columns={LEVELS} unit="×" value={weightOf} onChange={() => undefined} isReadOnly />
        </Sample>
      </Samples>
    </Card>
  );
}
