import { Badge, type Tone } from '@kit/badge';
import type { YearReviews } from '@lib/api-types';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';

type State = YearReviews['items'][number]['state'];

const STATES: Record<State, { tone: Tone; label: MessageDescriptor }> = {
  draft: { tone: 'neutral', label: msg`Draft` },
  in_review: { tone: 'accent', label: msg`In review` },
  approved: { tone: 'accent', label: msg`Approved for publication` },
  board_approved: { tone: 'positive', label: msg`Approved by the board` },
  published: { tone: 'positive', label: msg`Published` },
  revised: { tone: 'neutral', label: msg`Replaced by a later publication` },
};

/** Where a scenario stands, in words. */
export function ScenarioState({ state, isAdopted }: { state: State; isAdopted: boolean }) {
  const { i18n } = useLingui();
  return (
    <>
      <Badge tone={STATES[state].tone}>{i18n._(STATES[state].label)}</Badge>
      {isAdopted && (
        <Badge tone="positive" icon="pin">
          <Trans>Adopted</Trans>
        </Badge>
      )}
    </>
  );
}
