import { Card } from '@kit/card';
import { DiffValue } from '@kit/diff-value';
import { Icon } from '@kit/icon';
import { StatTile } from '@kit/stat-tile';
import { Why } from '@kit/why';
import type { AllocationFigures, Finding } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatWhole } from '@lib/number-format';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import { perPupilOf } from '../model/per-pupil';
import { ControlMeter } from './control-meter';

/** Who gains, who loses, and by how much. */
export const OutcomeTiles = memo(function OutcomeTiles({ result }: { result: AllocationFigures }) {
  const { t } = useLingui();
  const { winners } = result;
  const gained = sumWhere(result.change_cents, (change) => change > 0);
  const lost = sumWhere(result.change_cents, (change) => change < 0);
  const perPupil = perPupilOf(result);
  const compared = winners.gaining + winners.losing + winners.unchanged;
  return (
    <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-4">
      <StatTile
        label={t`Schools that gain`}
        value={<Why subject={{ figure: 'gaining' }} title={t`Schools that gain`}>{formatWhole(winners.gaining)}</Why>}
        note={compared === 0 ? t`There are no budgets of last year to compare with.` : <DiffValue value={gained} />}
      />
      <StatTile
        label={t`Schools that lose`}
        value={<Why subject={{ figure: 'losing' }} title={t`Schools that lose`}>{formatWhole(winners.losing)}</Why>}
        note={compared === 0 ? t`There are no budgets of last year to compare with.` : lost === 0 ? <Trans>Nobody loses.</Trans> : <DiffValue value={lost} />}
      />
      <StatTile
        label={t`Per pupil`}
        value={perPupil === null ? '–' : formatDollars(perPupil.nowCents)}
        note={perPupil?.changeCents == null ? t`There are no budgets of last year to compare with.` : <DiffValue value={perPupil.changeCents} />}
      />
      <ControlMeter controlBp={result.school_control_bp} />
    </div>
  );
});

function sumWhere(changes: readonly (number | null)[], counts: (change: number) => boolean): number {
  return changes.reduce<number>((sum, change) => (change !== null && counts(change) ? sum + change : sum), 0);
}

const TONES = {
  info: { icon: 'info', ink: 'text-accent' },
  warning: { icon: 'warning', ink: 'text-warning' },
  error: { icon: 'error', ink: 'text-negative' },
} as const;

/** What a careful reader would notice in this result. */
export const Findings = memo(function Findings({ result }: { result: AllocationFigures }) {
  const { t } = useLingui();
  return (
    <Card title={t`Worth a look`}>
      {result.findings.length === 0 ? (
        <p className="text-positive">
          <Icon name="check" /> <Trans>Nothing stands out in this result.</Trans>
        </p>
      ) : (
        <ul className="space-y-3">
          {result.findings.map((finding) => (
            <FindingItem key={`${finding.code} ${finding.message}`} finding={finding} result={result} />
          ))}
        </ul>
      )}
    </Card>
  );
});

const NAMES_SHOWN = 30;

function FindingItem({ finding, result }: { finding: Finding; result: AllocationFigures }) {
  const tone = TONES[finding.severity];
  const names = finding.school_ids
    .slice(0, NAMES_SHOWN)
    .map((schoolId) => result.school_names[result.school_ids.indexOf(schoolId)] ?? schoolId);
  return (
    <li className="flex gap-3">
      <Icon name={tone.icon} className={`mt-0.5 ${tone.ink}`} />
      <div className="min-w-0">
        <p>{finding.message}</p>
        {names.length > 0 && (
          <details>
            <summary className="cursor-pointer text-sm font-medium text-accent">
              <Plural value={finding.school_ids.length} one="# school" other="# schools" />
            </summary>
            <p className="mt-1 text-sm text-muted">
              {names.join(', ')}
              {finding.school_ids.length > NAMES_SHOWN && ' …'}
            </p>
          </details>
        )}
      </div>
    </li>
  );
}

export function ToSchoolsLine({ result }: { result: AllocationFigures }) {
  const { t } = useLingui();
  const { district } = result;
  return (
    <span className="tabular-nums">
      <Trans>
        <Why subject={{ figure: 'to_schools' }} title={t`To schools`}>{formatDollars(district.to_schools_cents)}</Why> to schools,{' '}
        <Why subject={{ figure: 'central_share' }} title={t`Central`}>{formatDollars(district.central_share_cents)}</Why> central,{' '}
        <Why subject={{ figure: 'locked' }} title={t`Locked`}>{formatDollars(district.locked_cents)}</Why> locked,{' '}
        <Why subject={{ figure: 'reserve' }} title={t`Reserve`}>{formatDollars(district.reserve_cents)}</Why> in reserve
      </Trans>
    </span>
  );
}
