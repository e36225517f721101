import { Icon } from '@kit/icon';
import type { SettingChange } from '@lib/api-types';
import { formatSetting } from '@lib/setting-value';
import type { SettingName } from '@lib/setting-words';
import { Trans } from '@lingui/react/macro';

export type ChangeListProps = { changes: readonly SettingChange[]; nameOf: (setting: SettingName) => string };

/** What moves, in words: from today's value to the new one. */
export function ChangeList({ changes, nameOf }: ChangeListProps) {
  return (
    <ul className="divide-y divide-line">
      {changes.map(({ setting, before, after }) => (
        <li key={setting.setting} className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2">
          <span className="min-w-0">{nameOf(setting)}</span>
          <span className="inline-flex items-center gap-2 font-semibold whitespace-nowrap tabular-nums">
            <span className="font-normal text-muted">{formatSetting(setting.unit, before)}</span>
            <Icon name="chevron-right" className="size-4 text-muted" />
            <span className="sr-only">
              <Trans>becomes</Trans>
            </span>
            {formatSetting(setting.unit, after)}
          </span>
        </li>
      ))}
    </ul>
  );
}
