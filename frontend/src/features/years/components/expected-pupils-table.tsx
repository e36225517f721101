import { IconButton } from '@kit/icon-button';
import { NumberField } from '@kit/number-field';
import { fiscalYearName } from '@lib/fiscal-year';
import { formatDecimal } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Place } from '../model/expected-pupils';

type ExpectedPupilsTableProps = {
  rows: readonly Place[];
  years: readonly number[];
  /** All pupils today; `null` where they are not known for this level. */
  pupilsNow: (row: Place) => string | number | null;
  value: (row: Place, year: number) => string | number | null;
  onChange: (row: Place, year: number, pupils: string | null) => void;
  onRemove: (row: Place) => void;
};

/** Schools by years, a figure in each cell that somebody knows. */
export function ExpectedPupilsTable({ rows, years, pupilsNow, value, onChange, onRemove }: ExpectedPupilsTableProps) {
  const { t } = useLingui();
  return (
    <div role="group" aria-label={t`Pupils expected`} tabIndex={0} className="relative overflow-x-auto rounded-md border border-line">
      <table className="w-full text-left">
        <caption className="sr-only">
          <Trans>Pupils expected by school and year; empty: as growth says</Trans>
        </caption>
        <thead className="bg-sunken text-sm">
          <tr>
            <th scope="col" className="sticky left-0 z-10 bg-sunken px-3 py-2 font-semibold">
              <Trans>School</Trans>
            </th>
            <th scope="col" className="px-3 py-2 text-right font-semibold max-sm:hidden">
              <Trans>Now</Trans>
            </th>
            {years.map((year) => (
              <th key={year} scope="col" className="px-2 py-2 text-right font-semibold whitespace-nowrap">
                {fiscalYearName(year)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const now = pupilsNow(row);
            return (
              <tr key={row.key} className="border-t border-line">
                <th scope="row" className="sticky left-0 z-10 max-w-32 bg-surface px-3 py-2 font-medium sm:max-w-none">
                  {row.name}
                </th>
                <td className="px-3 py-2 text-right tabular-nums max-sm:hidden">{now === null ? '–' : formatDecimal(String(now))}</td>
                {years.map((year) => {
                  const pupils = value(row, year);
                  return (
                    <td key={year} className="px-2 py-1.5">
                      <NumberField
                        className="ml-auto w-24"
                        hideLabel
                        label={t`Pupils at ${row.name} in ${fiscalYearName(year)}`}
                        maxDecimals={2}
                        value={pupils === null ? null : String(pupils)}
                        onChange={(text) => onChange(row, year, text)}
                      />
                    </td>
                  );
                })}
                <td className="px-1 py-1.5 text-right">
                  <IconButton icon="close" label={t`Remove ${row.name}`} onPress={() => onRemove(row)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
