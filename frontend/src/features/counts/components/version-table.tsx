import { Badge } from '@kit/badge';
import { cx } from '@kit/class-names';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { useNarrow } from '@kit/use-narrow';
import type { CountBasis, CountVersion } from '@lib/api-types';
import { districtSettingsQuery } from '@lib/district';
import { formatDate, formatDecimal } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useSayBasis } from '../api/count-versions';
import { BASIS_NAMES, basisCalled, calledOf, STORED_NAMES } from './basis-names';

type VersionTableProps = { fiscalYear: number; versions: readonly CountVersion[]; used: number | null; mayEdit: boolean };

/** With less room, in pixels, each version has its lines below its name. */
const TABLE_WIDTH = 560;

/** The groups that were counted, in one order for every version. */
const groupsOf = (version: CountVersion) => Object.entries(version.pupils).filter(([need]) => need !== 'all').toSorted(([one], [other]) => one.localeCompare(other));

/** A name that somebody gave stays; one that only said the basis says the new one. */
const labelOf = (version: CountVersion, basis: CountBasis) => (version.label === '' || basisCalled(version) !== undefined ? STORED_NAMES[basis] : version.label);

const allPupils = (version: CountVersion) => (version.pupils['all'] === undefined ? '–' : formatDecimal(version.pupils['all']));

/** One row for each import of counts: whose it is, what it was made from and whom it counts. */
export function VersionTable({ fiscalYear, versions, used, mayEdit }: VersionTableProps) {
  const { t, i18n } = useLingui();
  const say = useSayBasis(fiscalYear);
  const settings = useQuery(districtSettingsQuery);
  const names = new Map(settings.data?.need_categories.map((need) => [need.need_category, need.name]));
  const items = (Object.keys(BASIS_NAMES) as CountBasis[]).map((id) => ({ id, label: i18n._(BASIS_NAMES[id]) }));
  /** A version that is called by its basis says so in the next column. */
  const nameOf = (version: CountVersion) => {
    const called = calledOf(version, i18n);
    return called === '' || (version.basis !== null && called === i18n._(BASIS_NAMES[version.basis])) ? null : called;
  };
  const [room, isNarrow] = useNarrow<HTMLDivElement>(TABLE_WIDTH);
  const naming = (version: CountVersion) => (
    <>
      <Trans>Version {version.version}</Trans>{' '}
      {version.version === used && (
        <Badge tone="positive">
          <Trans>used here</Trans>
        </Badge>
      )}
      {nameOf(version) !== null && <span className="block text-sm font-normal break-words">{nameOf(version)}</span>}
      <span className="block text-sm font-normal break-all text-muted">{version.file_name}</span>
      <span className="block text-sm font-normal text-muted">
        <Trans>
          {formatDate(version.stored_at)} by {version.stored_by}
        </Trans>
      </span>
    </>
  );
  const basis = (version: CountVersion) => (
    <>
      {mayEdit && (
        <div data-print="hide">
          <Select<CountBasis>
            label={t`Basis of version ${version.version}`}
            hideLabel
            items={items}
            selected={version.basis}
            placeholder={t`Not said yet`}
            onSelect={(chosen) => say.mutate({ version, basis: chosen, label: labelOf(version, chosen) })}
            isDisabled={say.isPending}
          />
        </div>
      )}
      <span className={cx(mayEdit && 'hidden print:inline')}>{version.basis === null ? <Trans>Not said yet</Trans> : i18n._(BASIS_NAMES[version.basis])}</span>
    </>
  );
  return (
    <>
      {say.isError && (
        <div className="px-4 pb-4 sm:px-6">
          <ProblemPanel error={say.error} />
        </div>
      )}
      <div ref={room} role="group" aria-label={t`Versions`} tabIndex={0} className="relative overflow-x-auto border-t border-line">
        <table className="w-full text-left">
          {isNarrow ? (
            <>
              <thead className="sr-only">
                <tr>
                  <th scope="col">{t`Version`}</th>
                  <th scope="col">{t`Value`}</th>
                </tr>
              </thead>
              {versions.map((version) => (
                <tbody key={version.import_id} className="border-t border-line">
                  <tr>
                    <th scope="rowgroup" colSpan={2} className="bg-sunken px-4 py-2 font-medium">
                      {naming(version)}
                    </th>
                  </tr>
                  <tr>
                    <th scope="row" className="px-4 py-2 text-sm font-medium">{t`Basis`}</th>
                    <td className="py-2 pr-4">{basis(version)}</td>
                  </tr>
                  <tr>
                    <th scope="row" className="px-4 py-2 text-sm font-medium">{t`All pupils`}</th>
                    <td className="py-2 pr-4 text-right tabular-nums">{allPupils(version)}</td>
                  </tr>
                </tbody>
              ))}
            </>
          ) : (
            <>
              <thead className="bg-sunken text-sm">
                <tr>
                  <th scope="col" className="px-4 py-2 font-semibold sm:px-6">
                    <Trans>Version</Trans>
                  </th>
                  <th scope="col" className="min-w-44 px-4 py-2 font-semibold print:min-w-0">
                    <Trans>Basis</Trans>
                  </th>
                  <th scope="col" className="px-4 py-2 text-right font-semibold">
                    <Trans>All pupils</Trans>
                  </th>
                  <th scope="col" className="px-4 py-2 font-semibold max-md:hidden sm:pr-6 print:table-cell">
                    <Trans>Groups</Trans>
                  </th>
                </tr>
              </thead>
              <tbody>
                {versions.map((version) => (
                  <tr key={version.import_id} className="border-t border-line align-top">
                    <th scope="row" className="min-w-44 px-4 py-3 font-medium sm:min-w-56 sm:px-6 print:min-w-36">
                      {naming(version)}
                    </th>
                    <td className="px-4 py-3">{basis(version)}</td>
                    <td className="px-4 py-3 text-right tabular-nums">{allPupils(version)}</td>
                    <td className="px-4 py-3 max-md:hidden sm:pr-6 print:table-cell print:w-3/5">
                      <dl className="flex flex-wrap gap-x-6 gap-y-1">
                        {groupsOf(version).map(([need, pupils]) => (
                          <div key={need} className="flex gap-x-1.5 whitespace-nowrap">
                            <dt className="text-muted">{names.get(need) ?? need}</dt>
                            <dd className="tabular-nums">{formatDecimal(pupils)}</dd>
                          </div>
                        ))}
                      </dl>
                    </td>
                  </tr>
                ))}
              </tbody>
            </>
          )}
        </table>
      </div>
    </>
  );
}
