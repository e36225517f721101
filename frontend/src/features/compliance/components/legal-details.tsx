import { MoneyInput } from '@kit/money-input';
import { NumberField } from '@kit/number-field';
import { PercentInput } from '@kit/percent-input';
import { Select } from '@kit/select';
import { Switch } from '@kit/switch';
import type { LegalDetail, TitleOneSettings } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';

type LegalDetailsProps = { details: readonly LegalDetail[]; isReadOnly: boolean; onChange: (changes: Partial<TitleOneSettings>) => void };

/** Numbers of the law that a district confirms against the statute: each with its cite, each a setting. */
export function LegalDetails({ details, isReadOnly, onChange }: LegalDetailsProps) {
  return (
    <ul className="grid gap-x-8 gap-y-5 md:grid-cols-2">
      {details.map((detail) => (
        <li key={detail.setting} className="min-w-0">
          <DetailControl detail={detail} isReadOnly={isReadOnly} onChange={(value) => onChange({ [detail.setting]: value })} />
          <p className="mt-1 text-sm text-muted">
            {detail.cite}
            {JSON.stringify(detail.value) !== JSON.stringify(detail.default) && (
              <>
                {' · '}
                <strong className="font-semibold text-ink">
                  <Trans>changed by the district</Trans>
                </strong>
              </>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}

function DetailControl({ detail, isReadOnly, onChange }: { detail: LegalDetail; isReadOnly: boolean; onChange: (value: unknown) => void }) {
  const { t } = useLingui();
  const shared = { label: detail.label, isDisabled: isReadOnly };
  const keep = (value: unknown) => {
    if (value !== null) onChange(value);
  };
  switch (detail.unit) {
    case 'cents':
      return <MoneyInput {...shared} value={Number(detail.value)} onChange={keep} />;
    case 'share_bp':
      return <PercentInput {...shared} value={Number(detail.value)} onChange={keep} />;
    case 'count':
      return <NumberField {...shared} maxDecimals={0} value={String(detail.value)} onChange={(text) => keep(text === null ? null : Number(text))} />;
    case 'ratio':
      return <NumberField {...shared} value={String(detail.value)} onChange={keep} />;
    case 'yes_no':
      return <Switch {...shared} isSelected={detail.value === true} onChange={onChange} />;
    default:
      return (
        <Select
          {...shared}
          selected={detail.value === 'every_area' ? 'every_area' : 'participating_areas'}
          onSelect={onChange}
          items={[
            { id: 'participating_areas', label: t`Areas of the schools served` },
            { id: 'every_area', label: t`Every area of the district` },
          ]}
        />
      );
  }
}
