import { DiffValue } from '@kit/diff-value';
import type { ProposalEffect } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useGroupWords } from './group-words';

const DIVISIONS = ['level', 'need', 'size'] as const;

/** What values do to groups of schools, in dollars per pupil. */
export function EffectView({ effect, isBusy = false }: { effect: ProposalEffect; isBusy?: boolean }) {
  const { t } = useLingui();
  const words = useGroupWords();
  const largest = Math.max(0, ...effect.groups.map((group) => Math.abs((group.after_cents ?? 0) - (group.before_cents ?? 0))));
  return (
    <div aria-busy={isBusy}>
      <p role="status" className="font-medium">
        <Plural value={effect.gaining} one="# school gains" other="# schools gain" />, <Plural value={effect.losing} one="# loses" other="# lose" />,{' '}
        <Plural value={effect.unchanged} one="# stays" other="# stay" />
      </p>
      {DIVISIONS.map((division) => {
        const groups = effect.groups.filter((group) => group.division === division);
        if (groups.length === 0) return null;
        return (
          <table key={division} className="mt-5 w-full text-left">
            <caption className="pb-1 text-left text-sm font-semibold text-muted">{words.division(division)}</caption>
            <thead className="sr-only">
              <tr>
                <th scope="col">{t`Schools`}</th>
                <th scope="col">{t`Dollars per pupil`}</th>
                <th scope="col">{t`Change`}</th>
              </tr>
            </thead>
            <tbody>
              {groups.map((group) => (
                <tr key={group.group} className="border-t border-line">
                  <th scope="row" className="py-2 pr-3 font-medium">
                    {words.group(group.group, division)}
                  </th>
                  {group.before_cents === null || group.after_cents === null ? (
                    <td colSpan={2} className="py-2 text-right text-sm text-muted">
                      <Trans>too few schools to show</Trans>
                    </td>
                  ) : (
                    <>
                      <td className="py-2 text-right whitespace-nowrap tabular-nums">{formatDollars(group.after_cents)}</td>
                      <td className="w-32 py-2 pl-3 text-right">
                        <DiffValue value={group.after_cents - group.before_cents} largest={largest} />
                      </td>
                    </>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
      <p className="mt-3 text-sm text-muted">
        <Trans>Dollars per pupil and year, and the change against the district’s own values.</Trans>
      </p>
    </div>
  );
}
