import { Card } from '@kit/card';
import type { TitleOneSettings } from '@lib/api-types';
import { dataNamesQuery, NO_NAMES } from '@lib/data-names';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ChildrenFields } from './children-fields';
import { GradientFields } from './gradient-fields';
import { MoneyFields } from './money-fields';
import { ProgrammeFields } from './programme-fields';
import { RankingFields } from './ranking-fields';
import { ReservationFields } from './reservation-fields';
import { SkippedFields } from './skipped-fields';

type SettingsCardProps = {
  scenarioId: string;
  settings: TitleOneSettings;
  /** The source that the allocation was taken from; `null` while nobody knows. */
  sourceId: string | null;
  isReadOnly: boolean;
  onChange: (changes: Partial<TitleOneSettings>) => void;
  saveButton: ReactNode;
};

/** What the district decides each year: how it counts and ranks, what it reserves, how far it serves. */
export function TitleOneSettingsCard({ scenarioId, sourceId, saveButton, ...edited }: SettingsCardProps) {
  const { t } = useLingui();
  const names = useQuery(dataNamesQuery(scenarioId)).data ?? NO_NAMES;
  const fields = { ...edited, names };
  return (
    <Card
      title={t`Money and ranking`}
      description={<Trans>Every change is tried at once; nothing is kept until you save. The place in the law stands under each field.</Trans>}
      actions={saveButton}
    >
      <div className="space-y-6">
        <MoneyFields {...fields} sourceId={sourceId} />
        <ChildrenFields {...fields} />
        <RankingFields {...fields} />
        <ReservationFields {...fields} />
        <GradientFields {...fields} />
        <ProgrammeFields {...fields} />
        <SkippedFields {...fields} />
      </div>
    </Card>
  );
}
