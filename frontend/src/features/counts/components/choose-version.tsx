import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { type CountedScenario, useChooseVersion } from '../api/count-versions';

const NEWEST = 'newest';

export type ChooseVersionProps = {
  loaded: CountedScenario;
  kind: 'counts' | 'revenue_sources';
  versions: readonly { version: number; said: string }[];
  pinned: number | null;
  /** What the history says of the choice; `null`: whatever is newest. */
  noteOf: (version: number | null) => string;
  title: string;
  label: string;
  description: string;
  children: ReactNode;
};

/** Which version of some data this scenario is calculated from. */
export function ChooseVersion({ loaded, kind, versions, pinned, noteOf, title, label, description, children }: ChooseVersionProps) {
  const { t } = useLingui();
  const saved = pinned === null ? NEWEST : String(pinned);
  const [chosen, setChosen] = useState(saved);
  const choose = useChooseVersion(loaded, kind);
  const version = chosen === NEWEST ? null : Number(chosen);
  return (
    <Card title={title} description={description}>
      <div className="flex flex-wrap items-end gap-4">
        <Select
          label={label}
          items={[
            { id: NEWEST, label: t`Whatever is newest` },
            ...versions.map((each) => ({ id: String(each.version), label: each.said === '' ? t`Version ${each.version}` : t`Version ${each.version}, ${each.said}` })),
          ]}
          selected={chosen}
          onSelect={setChosen}
          className="w-72 max-w-full"
        />
        <Button isDisabled={chosen === saved} isPending={choose.isPending} onPress={() => choose.mutate({ version, note: noteOf(version) })}>
          {children}
        </Button>
      </div>
      {choose.isError && (
        <div className="mt-4">
          <ProblemPanel error={choose.error} />
        </div>
      )}
    </Card>
  );
}
