import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import type { DistrictSettings, HoldHarmlessYear, WayOut } from '@lib/api-types';
import { dataNamesQuery, NO_NAMES, useSourceNames } from '@lib/data-names';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatCents } from '@lib/money';
import { formatSetting } from '@lib/setting-value';
import { namesOf, useSettingWords } from '@lib/setting-words';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { usePayerWords } from './payer-words';

export type YearTroubleProps = { scenarioId: string; year: HoldHarmlessYear; district: DistrictSettings; onTry: (policy: WayOut['policy']) => void };

/** A promise nobody can pay: what is missing to the cent, and the changes that each would do. */
export function YearTrouble({ scenarioId, year, district, onTry }: YearTroubleProps) {
  const { t } = useLingui();
  const { sources } = useQuery(dataNamesQuery(scenarioId)).data ?? NO_NAMES;
  const nameOf = useSettingWords(namesOf(district, sources));
  const payerOf = usePayerWords(useSourceNames(scenarioId));
  if (year.refusal === null) return null;
  const missing = formatCents(year.refusal.shortfall_cents);
  const name = fiscalYearName(year.fiscal_year);
  return (
    <div className="space-y-4">
      <Notice tone="negative" title={t`${missing} is missing in ${name}.`}>
        <p>{year.refusal.detail}</p>
      </Notice>
      {year.ways_out.length > 0 && (
        <Card title={t`Ways out`} description={t`Each of these was calculated: with it alone every promise is paid.`}>
          <ul className="divide-y divide-line">
            {year.ways_out.map((way) => (
              <li key={JSON.stringify([way.changes, way.payer])} className="flex flex-wrap items-center justify-between gap-3 py-3">
                <span className="min-w-0">
                  {way.payer !== null && (
                    <>
                      <Trans>Let the {payerOf({ payer: way.payer['kind'] as 'gainers', payer_source_id: (way.payer['source_id'] as string | undefined) ?? null })} pay</Trans>{' '}
                    </>
                  )}
                  {way.changes.map((change) => (
                    <span key={change.setting.setting}>
                      {nameOf(change.setting)}: <span className="text-muted">{formatSetting(change.setting.unit, change.before)}</span> →{' '}
                      <strong>{formatSetting(change.setting.unit, change.after)}</strong>
                    </span>
                  ))}
                </span>
                <Button size="small" onPress={() => onTry(way.policy)}>
                  <Trans>Try this</Trans>
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}
