import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import type { SchoolFunding } from '@lib/api-types';
import { formatCents } from '@lib/money';
import { Trans, useLingui } from '@lingui/react/macro';
import { CONTROL_WORDS } from './control-words';

type Stream = SchoolFunding['streams'][number];

/** One stream: the most that may be spent from it, what it may be spent on, and what it is made of. */
export function StreamCard({ stream, onAskWhy }: { stream: Stream; onAskWhy: (componentId: string | undefined, label: string) => void }) {
  const { t, i18n } = useLingui();
  const control = CONTROL_WORDS[stream.control];
  return (
    <Card
      level={3}
      title={stream.name}
      className="break-inside-avoid"
    >
      <p className="flex flex-wrap items-center justify-between gap-2">
        <span className="text-lg font-semibold tabular-nums">{formatCents(stream.cap_cents)}</span>
        <span data-print="hide" className="-mr-2">
          <Button size="small" variant="quiet" icon="help" aria-label={t`Why ${stream.name}?`} onPress={() => onAskWhy(undefined, stream.name)}>
            <Trans>Why?</Trans>
          </Button>
        </span>
      </p>
      <p className="mt-2 flex flex-wrap gap-2">
        <Badge tone={stream.control === 'school' ? 'positive' : 'neutral'} icon={stream.control === 'school' ? 'check' : 'lock'}>
          {i18n._(control.title)}
        </Badge>
        {stream.restricted ? (
          <Badge tone="warning" icon="warning">
            <Trans>Restricted</Trans>
          </Badge>
        ) : (
          <Badge>
            <Trans>Unrestricted</Trans>
          </Badge>
        )}
      </p>
      <p className="mt-2 text-sm text-muted">
        {i18n._(control.meaning)}{' '}
        {stream.restricted ? (
          <Trans>The law says what it may pay for.</Trans>
        ) : (
          <Trans>It may pay for anything a school needs.</Trans>
        )}
      </p>
      {stream.components.length > 0 && (
        <ul className="mt-3 divide-y divide-line border-t border-line text-sm">
          {stream.components.map((component) => (
            <li key={component.component_id} className="flex items-center justify-between gap-3 py-1.5">
              <span className="min-w-0">{component.label === '' ? stream.name : component.label}</span>
              <button
                type="button"
                onClick={() => onAskWhy(component.component_id, component.label === '' ? stream.name : component.label)}
                className="shrink-0 cursor-pointer rounded-sm text-accent underline decoration-dotted underline-offset-4 tabular-nums hover:decoration-solid pointer-coarse:min-h-11 print:text-ink print:no-underline"
              >
                {formatCents(component.amount_cents)}
                <span className="sr-only">
                  {' '}
                  <Trans>– why?</Trans>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
