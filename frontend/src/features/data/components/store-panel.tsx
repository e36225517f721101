import { Button } from '@kit/button';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { RadioGroup } from '@kit/radio-group';
import { TextField } from '@kit/text-field';
import { newIdempotencyKey } from '@lib/api';
import type { StoredImport } from '@lib/api-types';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type ImportDraft, type Report, useStoreImport } from '../api/imports';
import { leavingOut } from '../model/faults';

const LONGEST_LABEL = 60;

/** One key stands for one intent: the same file under the same label. */
const newKeys = () => ({ refuse: newIdempotencyKey(), leave_out: newIdempotencyKey() });

type StorePanelProps = { draft: ImportDraft; report: Report; onStored: (stored: StoredImport) => void };

/** Store it, or say what stands in the way. */
export function StorePanel({ draft, report, onStored }: StorePanelProps) {
  const { t } = useLingui();
  const [choice, setChoice] = useState<'refuse' | 'leave_out'>('refuse');
  const [label, setLabel] = useState('');
  // The panel is made anew for every other file or mapping.
  const [keys, setKeys] = useState(newKeys);
  const store = useStoreImport();
  const out = leavingOut(report);
  const isLeaving = out.kind === 'possible' && choice === 'leave_out';
  const canStore = out.kind === 'none' || isLeaving;
  const storedRows = isLeaving ? out.rowsKept : report.accepted_count;
  return (
    <div className="space-y-4">
      {out.kind === 'impossible' && (
        <Notice tone="negative" title={t`This cannot be stored yet`}>
          {out.fileErrors > 0 ? (
            <Trans>An error concerns the file as a whole. Correct the match of columns above, or the file, and drop it again.</Trans>
          ) : (
            <Trans>No row is without an error. Correct the match of columns above, or the file, and drop it again.</Trans>
          )}
        </Notice>
      )}
      {out.kind === 'possible' && (
        <RadioGroup
          label={t`What about the rows with errors?`}
          items={[
            { id: 'refuse', label: t`Correct them first`, description: t`Repair the file, then drop it again. Nothing is stored until then.` },
            {
              id: 'leave_out',
              label: <Plural value={out.rowsOut} one="Leave out # row and store the rest" other="Leave out # rows and store the rest" />,
              description: (
                <>
                  <Plural value={out.rowsKept} one="# row is stored." other="# rows are stored." />{' '}
                  <Trans>What stands in the rows left out takes no part in any calculation; they are listed in the version’s report.</Trans>
                </>
              ),
            },
          ]}
          selected={choice}
          onSelect={setChoice}
        />
      )}
      <TextField
        label={t`What this version is called (optional)`}
        description={draft.kind === 'revenue_sources' ? t`For example low, likely or high: scenarios can be calculated from each.` : t`Helps to tell versions apart later.`}
        value={label}
        onChange={(next) => {
          setLabel(next);
          setKeys(newKeys());
        }}
        maxLength={LONGEST_LABEL}
        className="max-w-md"
      />
      {store.isError && <ProblemPanel error={store.error} />}
      <Button
        variant="primary"
        icon="check"
        isDisabled={!canStore}
        isPending={store.isPending}
        onPress={() => store.mutate({ draft, faultyRows: choice, label: label.trim(), idempotencyKey: keys[choice] }, { onSuccess: onStored })}
      >
        <Plural value={storedRows} one="Store # row as a new version" other="Store # rows as a new version" />
      </Button>
      <p className="max-w-line text-sm text-muted">
        <Trans>Earlier versions are kept. Calculations use the newest one; published budgets keep the one they were made from.</Trans>
      </p>
    </div>
  );
}
