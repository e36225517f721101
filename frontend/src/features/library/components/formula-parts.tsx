import { Badge } from '@kit/badge';
import { Card } from '@kit/card';
import { formatDollars } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Borrowed, LibraryFormula } from '../api/library';

type FormulaPartsProps = { formula: LibraryFormula; borrowed: Borrowed | undefined };

/** The formula itself: its parts with their rates, its figures, what is left out and where it stands. */
export function FormulaParts({ formula, borrowed }: FormulaPartsProps) {
  const { t } = useLingui();
  const amounts = new Map(borrowed?.parts.map((part) => [part.part, part.amount_cents]));
  const names = new Map([
    ...formula.bands.map((band) => [band.band, band.name] as const),
    ...(formula.groups ?? []).map((group) => [group.group, group.name] as const),
  ]);
  return (
    <Card title={t`The formula`} description={formula.summary}>
      <ol className="space-y-4">
        {formula.parts.map((part) => (
          <li key={part.part} className="min-w-0">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h3 className="font-semibold">{part.label}</h3>
              {amounts.has(part.part) && (
                <p className="text-sm text-muted tabular-nums">
                  <Trans>{formatDollars(amounts.get(part.part) ?? 0)} at their dollars</Trans>
                </p>
              )}
            </div>
            {part.expression != null ? (
              <p className="mt-1">
                <code className="text-sm wrap-anywhere">{part.expression}</code>
              </p>
            ) : (
              <ul className="mt-1 grid gap-x-6 gap-y-1 text-sm sm:grid-cols-2">
                {(part.rates ?? []).map((rate) => (
                  <li key={`${rate.band ?? ''} ${rate.group ?? ''}`} className="flex min-w-0 flex-wrap justify-between gap-x-3 border-b border-line py-1">
                    <span>{[names.get(rate.group ?? ''), names.get(rate.band ?? '')].filter(Boolean).join(', ') || t`every pupil`}</span>
                    <code className="wrap-anywhere">{rate.rate}</code>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
      {(formula.figures ?? []).length > 0 && (
        <>
          <h3 className="mt-6 font-semibold">
            <Trans>Its figures</Trans>
          </h3>
          <ul className="mt-1 text-sm">
            {(formula.figures ?? []).map((figure) => (
              <li key={figure.figure} className="flex flex-wrap items-center justify-between gap-x-3 border-b border-line py-1">
                <span>{figure.name}</span>
                <span className="flex flex-wrap items-center gap-2">
                  {figure.published === false && <Badge tone="warning">{t`assumed`}</Badge>}
                  <code className="wrap-anywhere">{figure.expression}</code>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className="mt-6 font-semibold">
        <Trans>What is left out or assumed</Trans>
      </h3>
      <ul className="mt-1 list-disc space-y-1 pl-5">
        {(formula.simplified ?? []).map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {(formula.worked ?? []).length > 0 && (
        <>
          <h3 className="mt-6 font-semibold">
            <Trans>Published examples, recomputed to the cent</Trans>
          </h3>
          <ul className="mt-1 list-disc space-y-1 pl-5">
            {(formula.worked ?? []).map((example) => (
              <li key={example.what}>
                {example.what}: {example.printed}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 className="mt-6 font-semibold">
        <Trans>Where it stands</Trans>
      </h3>
      <ul lang="en" className="mt-1 list-disc space-y-1 pl-5">
        {formula.sources.map((source) => (
          <li key={source.title} className="wrap-anywhere">
            {source.url === undefined || source.url === '' ? (
              source.title
            ) : (
              <a href={source.url} rel="noreferrer" target="_blank" className="text-accent underline underline-offset-2">
                {source.title}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
