import { Badge } from '@kit/badge';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import type { CountBasis, CountVersion } from '@lib/api-types';
import { districtSettingsQuery } from '@lib/district';
import { formatDate, formatDecimal } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useSayBasis } from '../api/count-versions';
import { BASIS_NAMES } from './basis-names';

type VersionTableProps = { fiscalYear: number; versions: readonly CountVersion[]; used: number | null; mayEdit: boolean };

/** One row for each import of counts, one column for each need. */
export function VersionTable({ fiscalYear, versions, used, mayEdit }: VersionTableProps) {
  const { t, i18n } = useLingui();
  const say = useSayBasis(fiscalYear);
  const settings = useQuery(districtSettingsQuery);
  const names = new Map(settings.data?.need_categories.map((need) => [need.need_category, need.name]));
  const needs = [...new Set(versions.flatMap((version) => Object.keys(version.pupils)))].toSorted((a, b) => Number(b === 'all') - Number(a === 'all') || a.localeCompare(b));
  const items = (Object.keys(BASIS_NAMES) as CountBasis[]).map((id) => ({ id, label: i18n._(BASIS_NAMES[id]) }));
  return (
    <>
      {say.isError && (
        <div className="px-4 pb-4 sm:px-6">
          <ProblemPanel error={say.error} />
        </div>
      )}
      <div role="group" aria-label={t`Versions`} tabIndex={0} className="relative overflow-x-auto border-t border-line">
        <table className="w-full text-left">
          <thead className="bg-sunken text-sm">
            <tr>
              <th scope="col" className="px-4 py-2 font-semibold sm:px-6">
                <Trans>Version</Trans>
              </th>
              <th scope="col" className="min-w-56 px-4 py-2 font-semibold">
                <Trans>Basis</Trans>
              </th>
              {needs.map((need) => (
                <th key={need} scope="col" className="px-4 py-2 text-right font-semibold whitespace-nowrap">
                  {need === 'all' ? t`All pupils` : (names.get(need) ?? need)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <tr key={version.import_id} className="border-t border-line align-top">
                <th scope="row" className="min-w-56 px-4 py-3 font-medium sm:px-6">
                  <Trans>Version {version.version}</Trans>{' '}
                  {version.version === used && (
                    <Badge tone="positive">
                      <Trans>used here</Trans>
                    </Badge>
                  )}
                  <span className="block text-sm font-normal break-all text-muted">{version.file_name}</span>
                  <span className="block text-sm font-normal text-muted">
                    <Trans>
                      {formatDate(version.stored_at)} by {version.stored_by}
                    </Trans>
                  </span>
                </th>
                <td className="px-4 py-3">
                  {mayEdit ? (
                    <Select<CountBasis>
                      label={t`Basis of version ${version.version}`}
                      hideLabel
                      items={items}
                      selected={version.basis}
                      placeholder={t`Not said yet`}
                      onSelect={(basis) => say.mutate({ version, basis, label: version.label || i18n._(BASIS_NAMES[basis]) })}
                      isDisabled={say.isPending}
                    />
                  ) : version.basis === null ? (
                    <Trans>Not said yet</Trans>
                  ) : (
                    i18n._(BASIS_NAMES[version.basis])
                  )}
                </td>
                {needs.map((need) => (
                  <td key={need} className="px-4 py-3 text-right tabular-nums">
                    {version.pupils[need] === undefined ? '–' : formatDecimal(version.pupils[need])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
