import type { SchoolFunding } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatBp } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';

const SHOWN = 5;
/** The last one is for all the others. */
const FILLS = [1, 2, 3, 4, 6, 5].map((series) => `var(--series-${series})`);

/** The streams as shares of one bar; the list below it says the same in words. */
export function StreamBar({ funding }: { funding: SchoolFunding }) {
  const { t } = useLingui();
  const streams = funding.streams.filter((stream) => stream.cap_cents > 0).toSorted((one, other) => other.cap_cents - one.cap_cents);
  const total = streams.reduce((sum, stream) => sum + stream.cap_cents, 0);
  if (total === 0) return null;
  const rest = streams.slice(SHOWN);
  const parts = streams.slice(0, SHOWN).map((stream) => ({ id: stream.source_id, name: stream.name, cents: stream.cap_cents }));
  if (rest.length > 0) parts.push({ id: '', name: t`All others`, cents: rest.reduce((sum, stream) => sum + stream.cap_cents, 0) });
  return (
    <figure className="break-inside-avoid">
      <figcaption className="mb-2 text-sm text-muted">
        <Trans>Where the money comes from</Trans>
      </figcaption>
      <div aria-hidden="true" className="flex h-5 gap-px overflow-hidden rounded-md print:hidden">
        {parts.map((part, place) => (
          <span key={part.id} style={{ width: `${(part.cents / total) * 100}%`, background: FILLS[place] }} />
        ))}
      </div>
      <ul className="mt-3 grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-2">
        {parts.map((part, place) => (
          <li key={part.id} className="flex items-baseline gap-2">
            <span aria-hidden="true" className="size-3 shrink-0 rounded-sm print:hidden" style={{ background: FILLS[place] }} />
            <span className="min-w-0 grow">{part.name}</span>
            <span className="whitespace-nowrap tabular-nums">{formatDollars(part.cents)}</span>
            <span className="w-14 text-right whitespace-nowrap text-muted tabular-nums">
              {formatBp(Math.round((part.cents / total) * 10_000))}
            </span>
          </li>
        ))}
      </ul>
    </figure>
  );
}
