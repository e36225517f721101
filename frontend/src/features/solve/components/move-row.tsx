import { IconButton } from '@kit/icon-button';
import type { PolicySetting } from '@lib/api-types';
import { formatSetting } from '@lib/setting-value';
import { Trans, useLingui } from '@lingui/react/macro';
import type { Move } from '../model/question';
import { SettingField } from './setting-field';

export type MoveRowProps = { setting: PolicySetting; name: string; move: Move; onChange: (move: Move) => void; onRemove: () => void };

/** A setting that may move: how far, and in which steps. */
export function MoveRow({ setting, name, move, onChange, onRemove }: MoveRowProps) {
  const { t } = useLingui();
  const today = formatSetting(setting.unit, setting.value);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 rounded-lg border border-line p-4">
      <fieldset className="min-w-0">
        <legend className="font-medium">{name}</legend>
        <p className="mt-0.5 text-sm text-muted">
          <Trans>Today {today}</Trans>
        </p>
        <div className="mt-3 grid grid-cols-2 gap-3 min-[26rem]:grid-cols-3">
          <SettingField label={t`From`} unit={setting.unit} value={move.minimum} onChange={(minimum) => onChange({ ...move, minimum })} />
          <SettingField label={t`To`} unit={setting.unit} value={move.maximum} onChange={(maximum) => onChange({ ...move, maximum })} />
          <SettingField label={t`Step`} unit={setting.unit} value={move.step} onChange={(step) => onChange({ ...move, step })} />
        </div>
      </fieldset>
      <IconButton icon="close" label={t`Keep “${name}” as it is`} onPress={onRemove} />
    </li>
  );
}
