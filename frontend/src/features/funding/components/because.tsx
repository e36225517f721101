import type { SchoolFunding } from '@lib/api-types';
import { formatDollars } from '@lib/money';
import { formatDecimal } from '@lib/number-format';
import { Plural, Trans } from '@lingui/react/macro';

/** One sentence that says what the school gets and what it mostly comes from. */
export function Because({ funding }: { funding: SchoolFunding }) {
  const streams = funding.streams.toSorted((one, other) => other.cap_cents - one.cap_cents);
  const [first, second, ...rest] = streams;
  const total = <strong className="whitespace-nowrap tabular-nums">{formatDollars(funding.total_cents)}</strong>;
  const pupils = <strong className="whitespace-nowrap">{formatDecimal(funding.pupil_count)}</strong>;
  const restCents = rest.reduce((sum, stream) => sum + stream.cap_cents, 0);
  return (
    <p className="max-w-line text-lg text-ink">
      <Trans>
        Our school gets {total} for {pupils} pupils
      </Trans>
      {first !== undefined && (
        <>
          {', '}
          <Trans>
            because {first.name} brings {formatDollars(first.cap_cents)}
          </Trans>
        </>
      )}
      {second !== undefined && (
        <>
          {', '}
          <Trans>
            {second.name} brings {formatDollars(second.cap_cents)}
          </Trans>
        </>
      )}
      {rest.length > 0 && (
        <>
          {' '}
          <Plural
            value={rest.length}
            one={`and one more stream brings ${formatDollars(restCents)}`}
            other={`and # more streams bring ${formatDollars(restCents)}`}
          />
        </>
      )}
      .
    </p>
  );
}
