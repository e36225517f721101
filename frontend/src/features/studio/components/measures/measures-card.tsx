import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { IconButton } from '@kit/icon-button';
import { showToast } from '@kit/toast-queue';
import type { DerivedMeasure, Policy } from '@lib/api-types';
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, memo, Suspense, useState } from 'react';
import { removeMeasure, setMeasure } from '../../model/policy-edits';
import { type Editing, measureName } from '../editing';
import { UNIT_WORDS } from './measure-words';

const MeasureDialog = lazy(async () => ({ default: (await import('./measure-dialog')).MeasureDialog }));

type MeasuresCardProps = { scenarioId: string; policy: () => Policy; measures: readonly DerivedMeasure[]; editing: Editing };

/** Measures of the policy that the district computes itself: the home of every formula that no rule knows. */
export const MeasuresCard = memo(function MeasuresCard({ scenarioId, policy, measures, editing }: MeasuresCardProps) {
  const { t, i18n } = useLingui();
  const [open, setOpen] = useState<{ measure: DerivedMeasure | null } | null>(null);
  return (
    <Card title={t`Measures you compute`} description={t`Any formula over pupils, needs, measures and last year. Rules and conditions then use it by name.`}>
      {measures.length > 0 && (
        <ul className="-mt-2 mb-3 divide-y divide-line">
          {measures.map((measure) => {
            const name = measureName(editing, measure.name);
            return (
              <li key={measure.name} className="flex items-start gap-2 py-2">
                <button type="button" onClick={() => setOpen({ measure })} className="min-w-0 grow cursor-pointer rounded-sm text-left hover:bg-sunken">
                  <span className="block font-semibold text-accent">{name}</span>
                  <code className="block truncate text-sm text-muted">{measure.expression}</code>
                  <span className="block text-sm text-muted">{i18n._(UNIT_WORDS[measure.unit])}</span>
                </button>
                {editing.canEdit && <IconButton icon="close" label={t`Remove ${name}`} onPress={() => editing.edit(removeMeasure(measure.name))} />}
              </li>
            );
          })}
        </ul>
      )}
      {editing.canEdit ? (
        <Button size="small" icon="plus" onPress={() => setOpen({ measure: null })}>
          <Trans>Compute a measure</Trans>
        </Button>
      ) : (
        measures.length === 0 && (
          <p className="text-sm text-muted">
            <Trans>This policy computes none.</Trans>
          </p>
        )
      )}
      {open !== null && (
        <Suspense fallback={null}>
          <MeasureDialog
            scenarioId={scenarioId}
            policy={policy()}
            editing={editing}
            measure={open.measure}
            onClose={() => setOpen(null)}
            onTake={(measure) => {
              editing.edit(setMeasure(measure));
              setOpen(null);
            }}
            onRename={(renamed, places) => {
              editing.edit(() => renamed);
              setOpen(null);
              showToast({ text: plural(places, { one: 'Renamed, also in # place that uses it', other: 'Renamed, also in # places that use it' }) });
            }}
          />
        </Suspense>
      )}
    </Card>
  );
});
