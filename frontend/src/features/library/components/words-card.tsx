import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import type { DistrictSettings } from '@lib/api-types';
import { formatBp } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import type { LibraryFormula, Mapping } from '../api/library';
import { dividedBp, needOf, shareOf, withNeed, withShare } from '../model/mapping';

type WordsCardProps = {
  formula: LibraryFormula;
  mapping: Mapping;
  settings: DistrictSettings;
  needCategories: readonly string[];
  onChange: (mapping: Mapping) => void;
  onReset: () => void;
};

const NOBODY = '';

/** Which of our words each of theirs means. Every change is calculated at once. */
export function WordsCard({ formula, mapping, settings, needCategories, onChange, onReset }: WordsCardProps) {
  const { t } = useLingui();
  const groups = formula.groups ?? [];
  const measures = formula.measures ?? [];
  return (
    <Card
      title={t`How their words are read here`}
      description={t`Districts group pupils differently. Say which of your pupils stand for theirs; the figures above follow.`}
      actions={
        <Button variant="quiet" size="small" icon="undo" onPress={onReset}>
          <Trans>Back to the suggestion</Trans>
        </Button>
      }
    >
      {groups.length > 0 && (
        <>
          <h3 className="font-semibold">
            <Trans>Groups of pupils</Trans>
          </h3>
          <ul className="mt-2 divide-y divide-line">
            {groups.map((group) => (
              <GroupRow key={group.group} formula={formula} group={group} mapping={mapping} settings={settings} needCategories={needCategories} onChange={onChange} />
            ))}
          </ul>
        </>
      )}
      {measures.length > 0 && (
        <>
          <h3 className="mt-6 font-semibold">
            <Trans>Other figures it needs</Trans>
          </h3>
          <ul className="mt-2 divide-y divide-line">
            {measures.map((measure) => {
              const from = mapping.measures.find((one) => one.measure === measure.measure);
              return (
                <li key={measure.measure} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
                  <span>{measure.name}</span>
                  <span className="text-muted">
                    <MeasureName named={from?.named ?? null} value={from?.value ?? null} />
                  </span>
                </li>
              );
            })}
          </ul>
        </>
      )}
      <h3 className="mt-6 font-semibold">
        <Trans>Grades</Trans>
      </h3>
      <p className="mt-1 max-w-line text-sm text-muted">
        <Trans>How each of your levels divides into their grade bands. The suggestion counts every grade alike.</Trans>
      </p>
      {mapping.levels.map((level) => (
        <LevelRow key={level.level} formula={formula} level={level.level} mapping={mapping} settings={settings} onChange={onChange} />
      ))}
    </Card>
  );
}

function MeasureName({ named, value }: { named: string | null; value: string | number | null }) {
  if (named === 'current_budget') return <Trans>last year’s budget</Trans>;
  if (named === 'pupils') return <Trans>this year’s pupils, for want of others</Trans>;
  if (named !== null) return named;
  return value === null ? <Trans>not there</Trans> : String(value);
}

type GroupRowProps = Omit<WordsCardProps, 'onReset'> & { group: NonNullable<LibraryFormula['groups']>[number] };

function GroupRow({ group, mapping, settings, needCategories, onChange }: GroupRowProps) {
  const { t } = useLingui();
  const need = needOf(mapping, group.group);
  const names = new Map(settings.need_categories.map((one) => [one.need_category, one.name]));
  const items = [
    { id: NOBODY, label: t`Nobody` },
    ...needCategories.filter((one) => one !== 'all').map((one) => ({ id: one, label: names.get(one) ?? one })),
  ];
  return (
    <li className="grid gap-x-4 gap-y-2 py-3 sm:grid-cols-[1fr_14rem_8rem] sm:items-end">
      <div className="min-w-0">
        <p className="font-medium">{group.name}</p>
        {group.meaning !== undefined && group.meaning !== '' && <p className="text-sm text-muted">{group.meaning}</p>}
      </div>
      <Select
        label={t`Counted by`}
        items={items}
        selected={need?.needCategory ?? NOBODY}
        onSelect={(id) => onChange(withNeed(mapping, group.group, id === NOBODY ? null : { needCategory: id, shareBp: need?.shareBp ?? 10_000 }))}
      />
      {need !== null && (
        <PercentInput
          label={t`Share of them`}
          value={need.shareBp}
          onChange={(bp) => onChange(withNeed(mapping, group.group, { needCategory: need.needCategory, shareBp: Math.min(Math.max(bp ?? 0, 0), 10_000) }))}
        />
      )}
    </li>
  );
}

type LevelRowProps = Pick<WordsCardProps, 'formula' | 'mapping' | 'settings' | 'onChange'> & { level: string };

function LevelRow({ formula, level, mapping, settings, onChange }: LevelRowProps) {
  const { t } = useLingui();
  const name = level === '*' ? t`Schools counted as a whole` : (settings.levels.find((one) => one.level === level)?.name ?? level);
  const divided = dividedBp(mapping, level);
  return (
    <fieldset className="mt-4 min-w-0">
      <legend className="font-medium">{name}</legend>
      <div className="mt-2 grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-6">
        {formula.bands.map((band) => (
          <PercentInput
            key={band.band}
            label={band.name}
            value={shareOf(mapping, level, band.band)}
            onChange={(bp) => onChange(withShare(mapping, level, band.band, Math.min(Math.max(bp ?? 0, 0), 10_000)))}
          />
        ))}
      </div>
      {divided !== 10_000 && (
        <p role="status" className="mt-2 text-sm font-medium text-negative">
          <Trans>{formatBp(divided)} of this level is divided. Bring it to 100%, and the figures follow.</Trans>
        </p>
      )}
    </fieldset>
  );
}
