import { TradeOff } from '@charts/trade-off';
import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import type { Frontier, Policy } from '@lib/api-types';
import { formatCents, formatDollars } from '@lib/money';
import { formatBp, formatWhole } from '@lib/number-format';
import { type SettingName, withSetting } from '@lib/setting-words';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { ChangeList } from './change-list';

export type FrontierViewProps = {
  frontier: Frontier;
  policy: Policy;
  needName: string;
  nameOf: (setting: SettingName) => string;
  save: (policy: Policy) => ReactNode;
};

/** Equity against worst loss: choose a point and see its policy. */
export function FrontierView({ frontier, policy, needName, nameOf, save }: FrontierViewProps) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<string | null>(null);
  const { points, today, settings } = frontier;
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) {
    return (
      <Notice tone="warning" title={t`There is no policy to show.`}>
        <Trans>Within these bounds no policy meets your other goals. Look for a policy first: it says which goals stand against each other.</Trans>
      </Notice>
    );
  }
  const point = chosen === null ? undefined : points[Number(chosen)];
  const changes =
    point === undefined
      ? []
      : settings
          .map((setting, index) => ({ setting, before: setting.value, after: point.values[index] ?? setting.value }))
          .filter((change) => change.before !== change.after);
  const found = changes.reduce((document, change) => withSetting(document, change.setting.pointer, change.after), policy);
  const leastLoss = formatBp(first.loss_bp);
  const leastSlope = formatCents(first.slope_cents);
  const mostLoss = formatBp(last.loss_bp);
  const mostSlope = formatCents(last.slope_cents);
  const tried = formatWhole(frontier.tried);
  return (
    <Card title={t`Equity against the largest loss`}>
      <TradeOff
        title={t`Steepest slope for each largest loss`}
        finding={
          points.length === 1
            ? t`One policy is best in both: a slope of ${mostSlope} with a largest loss of ${mostLoss}.`
            : t`From ${leastSlope} with a largest loss of ${leastLoss} to ${mostSlope} with ${mostLoss}.`
        }
        note={t`Slope: dollars per pupil for every ten points more of ${needName}, weighted by pupils. ${tried} policies were calculated exactly.`}
        points={points.map((each, index) => ({ id: String(index), x: each.loss_bp, y: each.slope_cents }))}
        today={today === null ? null : { x: today.loss_bp, y: today.slope_cents }}
        xAxis={{ label: t`Largest loss of a school`, format: formatBp }}
        yAxis={{ label: t`Slope per ten points`, format: formatDollars }}
        selectedId={chosen}
        onSelect={setChosen}
      />
      {point !== undefined && (
        <section aria-label={t`The chosen policy`} className="mt-6 border-t border-line pt-4">
          <p className="font-semibold">
            <Trans>
              Slope {formatCents(point.slope_cents)}, largest loss {formatBp(point.loss_bp)}
            </Trans>
          </p>
          <p className="text-sm text-muted">
            <Plural value={point.gaining} one="# school gains" other="# schools gain" />, <Plural value={point.losing} one="# loses" other="# lose" />
          </p>
          <div className="mt-2">
            <ChangeList changes={changes} nameOf={nameOf} />
          </div>
          <div className="mt-4">{save(found)}</div>
        </section>
      )}
    </Card>
  );
}
