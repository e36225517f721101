import { Checkbox } from '@kit/checkbox';
import type { Adjustment, AllocationFigures } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { memo, useMemo } from 'react';
import { liftOf } from '../../model/lifted';
import { type Editing, sourceName } from '../editing';

/** What an adjustment that shares the same total in another way moves, and between how many schools. */
export const MovedMoney = memo(function MovedMoney({ adjustment, result }: { adjustment: Adjustment; result: AllocationFigures | undefined }) {
  const lift = useMemo(() => (result === undefined ? null : liftOf(result, adjustment.adjustment_id)), [result, adjustment.adjustment_id]);
  if (lift === null) return null;
  return (
    <p className="rounded-md bg-sunken p-3 text-sm font-semibold">
      {lift.schools.length === 0 && lift.payers.length === 0 ? (
        <Trans>It moves nothing.</Trans>
      ) : (
        <Trans>
          It moves {formatDollars(lift.costCents)}, from <Plural value={lift.payers.length} one="# school" other="# schools" /> to{' '}
          <Plural value={lift.schools.length} one="# school" other="# schools" />.
        </Trans>
      )}
    </p>
  );
});

type MovingSourcesProps = { editing: Editing; sourceIds: readonly string[] | null | undefined; onChange: (sourceIds: string[] | null) => void };

/** Which money an adjustment may take from one school and give to another. */
export function MovingSources({ editing, sourceIds, onChange }: MovingSourcesProps) {
  const { t } = useLingui();
  const open = editing.policy.sources.filter((source) => source.distribution === 'unlocked');
  const chosen = new Set(sourceIds ?? []);
  return (
    <details>
      <summary className="cursor-pointer text-sm font-medium text-accent">
        <Trans>Which money may move</Trans>
      </summary>
      <fieldset className="mt-2">
        <legend className="sr-only">{t`Which money may move`}</legend>
        <Checkbox
          label={t`All unrestricted money that is shared by formula`}
          isSelected={sourceIds === null || sourceIds === undefined}
          isDisabled={!editing.canEdit}
          onChange={(all) => onChange(all ? null : open.slice(0, 1).map((source) => source.source_id))}
        />
        {sourceIds !== null &&
          sourceIds !== undefined &&
          open.map((source) => (
            <Checkbox
              key={source.source_id}
              label={sourceName(editing, source.source_id)}
              isSelected={chosen.has(source.source_id)}
              isDisabled={!editing.canEdit || (chosen.has(source.source_id) && chosen.size === 1)}
              onChange={(isIn) => onChange(isIn ? [...chosen, source.source_id] : sourceIds.filter((one) => one !== source.source_id))}
            />
          ))}
      </fieldset>
    </details>
  );
}
