import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { RadioGroup } from '@kit/radio-group';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Choose, Difference } from '../model/weight-form';
import { cellKey, EVERY_LEVEL } from '../model/weight-grid';
import { type Editing, levelName, needName } from './editing';
import { useStepWords } from './step-words';

type JoinDialogProps = { editing: Editing; differences: readonly Difference[]; onClose: () => void; onJoin: (choose: Choose) => void };

const keyOf = ({ column, need }: Difference) => cellKey({ level: column, need_category: need });

/** Levels say different things: which of them is to count for all, need by need. */
export function JoinDialog({ editing, differences, onClose, onJoin }: JoinDialogProps) {
  const { t } = useLingui();
  const words = useStepWords();
  const [chosen, setChosen] = useState<ReadonlyMap<string, number>>(new Map());
  const isWhole = differences.every((difference) => chosen.has(keyOf(difference)));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      isBlocking
      title={<Trans>One value for several levels</Trans>}
      footer={
        <DialogButtons
          onClose={onClose}
          closing={<Trans>Leave them apart</Trans>}
          isDisabled={!isWhole}
          onPress={() => onJoin((difference) => difference.variants[chosen.get(keyOf(difference)) ?? -1])}
        >
          <Trans>Use these</Trans>
        </DialogButtons>
      }
    >
      <p className="mb-4 max-w-line">
        <Trans>Until now levels differ here. Choose what counts for all of them; dollars change where it is another value than now.</Trans>
      </p>
      <div className="space-y-5">
        {differences.map((difference) => (
          <RadioGroup
            key={keyOf(difference)}
            label={`${needName(editing, difference.need)}, ${difference.column === EVERY_LEVEL ? t`every level` : levelName(editing, difference.column)}`}
            items={difference.variants.map(({ cell, levels }, place) => ({
              id: String(place),
              label: cell === null ? t`nothing` : words(cell),
              description: t`now: ${levels.map((level) => levelName(editing, level)).join(', ')}`,
            }))}
            selected={chosen.has(keyOf(difference)) ? String(chosen.get(keyOf(difference))) : null}
            onSelect={(place) => setChosen(new Map(chosen).set(keyOf(difference), Number(place)))}
          />
        ))}
      </div>
    </Dialog>
  );
}
