import { Badge } from '@kit/badge';
import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Checkbox } from '@kit/checkbox';
import { Dialog } from '@kit/dialog';
import { DialogButtons } from '@kit/dialog-buttons';
import { ProblemPanel } from '@kit/problem-panel';
import { TextField } from '@kit/text-field';
import { showToast } from '@kit/toast-queue';
import type { DistrictSettings } from '@lib/api-types';
import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, Suspense, useState } from 'react';
import { useChangeSettings } from '../api/settings';
import { codeOf } from '../model/mapping';

const WordsDialog = lazy(async () => ({ default: (await import('./words-dialog')).WordsDialog }));

/** The district's own levels and need categories: what counts may be about. */
export function DistrictWords({ settings, canEdit }: { settings: DistrictSettings; canEdit: boolean }) {
  const { t } = useLingui();
  return (
    <Card
      title={t`Levels and need categories`}
      description={t`Counts are kept for these. A file about another group of pupils needs its category here first.`}
      actions={canEdit && <WordActions settings={settings} />}
    >
      <dl className="grid gap-4 sm:grid-cols-2">
        <div>
          <dt className="mb-1.5 text-sm font-semibold">
            <Trans>Levels</Trans>
          </dt>
          <dd className="flex flex-wrap gap-2">
            {settings.levels.map((level) => (
              <Badge key={level.level}>
                {level.name} <span className="font-normal text-muted">{level.grades.join(' ')}</span>
              </Badge>
            ))}
          </dd>
        </div>
        <div>
          <dt className="mb-1.5 text-sm font-semibold">
            <Trans>Need categories</Trans>
          </dt>
          <dd className="flex flex-wrap gap-2">
            {settings.need_categories.map((need) => (
              <Badge key={need.need_category}>
                {need.name} <span className="font-normal text-muted">{need.need_category}</span>
                {need.duplicated && (
                  <span className="font-normal text-muted">
                    {' '}
                    <Trans>(may count twice)</Trans>
                  </span>
                )}
              </Badge>
            ))}
          </dd>
        </div>
      </dl>
    </Card>
  );
}

function WordActions({ settings }: { settings: DistrictSettings }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" icon="edit" onPress={() => setOpen(true)}>
        <Trans>Edit levels and needs…</Trans>
      </Button>
      <AddNeedCategory settings={settings} />
      {isOpen && (
        <Suspense fallback={null}>
          <WordsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

function AddNeedCategory({ settings }: { settings: DistrictSettings }) {
  const { t } = useLingui();
  const change = useChangeSettings();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [isDuplicated, setDuplicated] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const need_category = code ?? (name.trim() === '' ? '' : codeOf(name));
  const isTaken = settings.need_categories.some((need) => need.need_category === need_category);
  const isMissing = name.trim() === '' || need_category === '';

  function submit() {
    setAsked(true);
    if (isMissing || isTaken) return;
    change.mutate(
      (newest) => ({ ...newest, need_categories: [...newest.need_categories, { need_category, name: name.trim(), duplicated: isDuplicated }] }),
      {
        onSuccess: () => {
          showToast({ text: t`“${name.trim()}” is a need category now` });
          setOpen(false);
          setName('');
          setCode(null);
          setDuplicated(false);
          setAsked(false);
        },
      },
    );
  }

  return (
    <>
      <Button size="small" icon="plus" onPress={() => setOpen(true)}>
        <Trans>Add a need category…</Trans>
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={<Trans>Add a need category</Trans>}
        footer={
          <DialogButtons onClose={() => setOpen(false)} isPending={change.isPending} onPress={submit}>
            <Trans>Add</Trans>
          </DialogButtons>
        }
      >
        <div className="space-y-4">
          <TextField
            autoFocus
            label={t`Name`}
            description={t`As people say it, for example: Kindergarten to grade 3`}
            value={name}
            onChange={setName}
            errorMessage={isAsked && isMissing ? t`Give it a name.` : null}
          />
          <TextField
            label={t`Code`}
            description={t`Short, for files and rules.`}
            value={need_category}
            onChange={setCode}
            errorMessage={isAsked && isTaken ? t`Another need category has this code.` : null}
          />
          <Checkbox
            label={t`One pupil may count more than once in it`}
            description={t`For example a count of poverty markers rather than of pupils.`}
            isSelected={isDuplicated}
            onChange={setDuplicated}
          />
          {change.isError && <ProblemPanel error={change.error} />}
        </div>
      </Dialog>
    </>
  );
}
