import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { RadioGroup } from '@kit/radio-group';
import { Select } from '@kit/select';
import { StatTile } from '@kit/stat-tile';
import { formatDollars } from '@lib/money';
import { formatBp, formatWhole } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMemo, useState } from 'react';
import type { RiskResult } from '../api/risk';
import { schoolBands } from '../model/school-bands';
import { BandTable } from './band-table';
import { Method } from './method';
import { ReserveChart } from './reserve-chart';

/** What the next count may mean: the reserve for it, and every school's band. */
export function RiskResults({ result, isOutdated }: { result: RiskResult; isOutdated: boolean }) {
  const { t } = useLingui();
  const [confidence, setConfidence] = useState(String(result.reserve.confidence_bp));
  const [basis, setBasis] = useState<'up_only' | 'net'>('up_only');
  const bands = useMemo(() => schoolBands(result), [result]);
  const chosen = result.reserve.at.find((each) => String(each.confidence_bp) === confidence) ?? result.reserve;
  const reserve = basis === 'up_only' ? chosen.up_only_cents : chosen.net_cents;
  const share = result.district.planned_cents > 0 ? reserve / result.district.planned_cents : 0;
  const least = result.district.pupil_bands[0] ?? 0;
  const most = result.district.pupil_bands.at(-1) ?? 0;
  const likely = bands.filter((band) => band.fallingBp >= 8_000).length;
  return (
    <div className="space-y-6">
      {isOutdated && (
        <Notice tone="warning" title={t`The scenario has changed since`}>
          <Trans>These bands rest on the scenario as it was then. Simulate again for the scenario as it is now.</Trans>
        </Notice>
      )}
      {result.infeasible_draws > 0 && (
        <Notice tone="warning" title={t`In ${formatWhole(result.infeasible_draws)} of ${formatWhole(result.draws)} counts the money does not suffice`}>
          <Trans>Fixed amounts would need more than their source holds. Those counts are left out of the bands below; lower the rates or set money aside.</Trans>
        </Notice>
      )}
      <div className="grid gap-4 sm:grid-cols-3">
        <StatTile label={t`Reserve to set aside`} value={formatDollars(reserve)} note={t`${formatBp(Math.round(share * 10_000))} of what schools receive`} />
        <StatTile
          label={t`Pupils next year`}
          value={t`${formatWhole(least)} to ${formatWhole(most)}`}
          note={t`${formatWhole(Math.round(result.district.pupils))} now; eight of ten counts`}
        />
        <StatTile label={t`Schools likely to fall`} value={formatWhole(likely)} note={t`in eight of ten counts or more`} />
      </div>
      <Card title={t`The reserve`} description={t`Some schools will count more pupils than planned. The reserve pays them; it is not needed in full if others give back.`}>
        <div className="mb-6 grid gap-4 sm:grid-cols-2">
          <Select
            label={t`How sure`}
            items={result.reserve.at.map((each) => ({ id: String(each.confidence_bp), label: t`enough in ${formatBp(each.confidence_bp)} of the counts` }))}
            selected={confidence}
            onSelect={setConfidence}
          />
          <RadioGroup
            label={t`Schools that count fewer pupils`}
            items={[
              { id: 'up_only', label: t`keep their budget` },
              { id: 'net', label: t`give back what falls away` },
            ]}
            selected={basis}
            onSelect={setBasis}
          />
        </div>
        {basis === 'net' && reserve === 0 ? (
          <Notice title={t`No reserve is needed`}>
            <Trans>The formula shares the same money whoever comes, so what one school gains another gives back.</Trans>
          </Notice>
        ) : (
          basis === 'up_only' && <ReserveChart result={result} chosenCents={reserve} confidenceBp={chosen.confidence_bp} />
        )}
      </Card>
      <Card title={t`School by school`} flush>
        <BandTable bands={bands} />
      </Card>
      <Method result={result} />
    </div>
  );
}
