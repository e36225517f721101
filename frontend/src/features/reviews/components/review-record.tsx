import { Card } from '@kit/card';
import type { ReviewAction } from '@lib/api-types';
import { formatDateTime } from '@lib/number-format';
import { Trans, useLingui } from '@lingui/react/macro';
import { actionWords, roleWords } from './words';

/** Who did what, newest first; nothing in it is ever changed. */
export function ReviewRecord({ actions }: { actions: readonly ReviewAction[] }) {
  const { t, i18n } = useLingui();
  return (
    <Card title={t`Who did what`} description={t`Every step is kept for good; a later one never erases an earlier one.`}>
      {actions.length === 0 ? (
        <p className="text-muted">
          <Trans>Nothing yet: this scenario is a draft.</Trans>
        </p>
      ) : (
        <ol className="space-y-4">
          {actions.toReversed().map((action) => {
            const [what, role] = [actionWords(action.action), roleWords(action.acted_as)];
            return (
              <li key={action.action_id} className="border-l-2 border-line pl-4">
                <p>
                  <strong>{action.acted_by}</strong>
                  {role !== undefined && <span className="text-muted"> ({i18n._(role)})</span>} {what === undefined ? action.action : i18n._(what)}
                </p>
                <p className="text-sm text-muted">
                  {formatDateTime(action.acted_at)} · <Trans>version {action.scenario_version}</Trans>
                </p>
                {action.reason !== '' && <p className="mt-1 max-w-line whitespace-pre-line">“{action.reason}”</p>}
              </li>
            );
          })}
        </ol>
      )}
    </Card>
  );
}
