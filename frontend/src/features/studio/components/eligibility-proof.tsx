import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { DataTable } from '@kit/data-table';
import { Dialog } from '@kit/dialog';
import type { AllocationFigures, PolicySource } from '@lib/api-types';
import { formatBp, formatDecimal } from '@lib/number-format';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { memo, useCallback, useState } from 'react';
import { type Editing, levelName, needName } from './editing';

type EligibilityProofProps = { editing: Editing; source: PolicySource; result: AllocationFigures };

/** How many schools may receive it, and each school's answer beside the figures that it was made from. */
export function EligibilityProof({ editing, source, result }: EligibilityProofProps) {
  const [isOpen, setOpen] = useState(false);
  const outcome = result.sources.find((one) => one.source_id === source.source_id);
  const open = useCallback(() => setOpen(true), []);
  return (
    <>
      <ShowEach yes={outcome?.school_count ?? 0} of={result.school_ids.length} onPress={open} />
      {isOpen && (
        <Dialog isOpen onClose={() => setOpen(false)} size="wide" title={<Trans>Who may receive this source</Trans>}>
          <Answers editing={editing} source={source} result={result} answers={outcome?.eligibility ?? NO_ANSWERS} />
        </Dialog>
      )}
    </>
  );
}

const ShowEach = memo(function ShowEach({ yes, of, onPress }: { yes: number; of: number; onPress: () => void }) {
  return (
    <Button size="small" variant="quiet" onPress={onPress}>
      <Plural value={yes} one={`# of ${of} schools – show each`} other={`# of ${of} schools – show each`} />
    </Button>
  );
});

const NO_ANSWERS: readonly number[] = [];

/** No answers stand for a source that every school may receive. */
function Answers({ editing, source, result, answers }: EligibilityProofProps & { answers: readonly number[] }) {
  const { t } = useLingui();
  const shares = source.eligibility.kind === 'rule' ? sharesAskedFor(source) : [];
  const rows = result.school_ids.map((schoolId, index) => ({ schoolId, index, isEligible: answers.length === 0 || answers[index] === 1 }));
  return (
    <DataTable
      caption={t`Each school’s answer and what it rests on`}
      rows={rows}
      rowId={(row) => row.schoolId}
      maxHeight="60dvh"
      initialSort={{ columnId: 'answer', direction: 'descending' }}
      columns={[
        { id: 'name', header: t`School`, cell: (row) => result.school_names[row.index], sortValue: (row) => result.school_names[row.index] ?? '' },
        {
          id: 'answer',
          header: t`May receive`,
          cell: (row) =>
            row.isEligible ? (
              <Badge tone="positive">
                <Trans>Yes</Trans>
              </Badge>
            ) : (
              <Badge icon="close">
                <Trans>No</Trans>
              </Badge>
            ),
          sortValue: (row) => Number(row.isEligible),
        },
        ...shares.map((need) => ({
          id: `share ${need}`,
          header: needName(editing, need),
          unit: '%',
          align: 'end' as const,
          cell: (row: (typeof rows)[number]) => {
            const share = result.need_shares_bp[need]?.[row.index];
            return typeof share === 'number' ? formatBp(share) : '–';
          },
          sortValue: (row: (typeof rows)[number]) => result.need_shares_bp[need]?.[row.index] ?? null,
        })),
        { id: 'pupils', header: t`Pupils`, align: 'end', cell: (row) => formatDecimal(result.pupil_counts[row.index] ?? 0), sortValue: (row) => Number(result.pupil_counts[row.index] ?? 0) },
        { id: 'levels', header: t`Levels`, hideBelow: 'md', cell: (row) => (result.school_levels[row.index] ?? []).map((level) => levelName(editing, level)).join(', ') },
      ]}
    />
  );
}

function sharesAskedFor(source: PolicySource): string[] {
  if (source.eligibility.kind !== 'rule') return [];
  const needs = source.eligibility.conditions.flatMap(({ subject }) => (/^need_(share|count):/.test(subject) ? [subject.slice(subject.indexOf(':') + 1)] : []));
  return [...new Set(needs)];
}
