import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { IconButton } from '@kit/icon-button';
import { NumberField } from '@kit/number-field';
import { ProblemPanel } from '@kit/problem-panel';
import { Select } from '@kit/select';
import { TextField } from '@kit/text-field';
import { showToast } from '@kit/toast-queue';
import type { PolicySetting, Scenario } from '@lib/api-types';
import { formatSetting } from '@lib/setting-value';
import { type SettingNames, useSettingWords } from '@lib/setting-words';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { type NewInvitation, useInvite } from '../api/invitations';
import { spanishNeed } from '../model/spanish-needs';
import { dayFromToday } from '../model/words';

export type NewInvitationFormProps = { scenario: Scenario; settings: readonly PolicySetting[]; names: SettingNames; onMade: (invitationId: string) => void };

type SliderDraft = NewInvitation['text']['sliders'][number];

const OPEN_DAYS = 30;
const MOST_SLIDERS = 8;

/** What people are asked, which settings they may move, and until when. */
export function NewInvitationForm({ scenario, settings, names, onMade }: NewInvitationFormProps) {
  const { t, i18n } = useLingui();
  const nameOf = useSettingWords(names);
  /** A need's name is the district's own; all other settings are named in the language of the page. */
  const namesFor = (setting: PolicySetting) => {
    const need = setting.need_category === null ? undefined : names.needs.get(setting.need_category);
    const words = nameOf(setting);
    if (need !== undefined) return { en: need, es: spanishNeed(need) };
    return i18n.locale === 'es' ? { en: '', es: words } : { en: words, es: '' };
  };
  const draftOf = (setting: PolicySetting): SliderDraft => ({
    setting: setting.setting,
    minimum: setting.suggested_minimum,
    maximum: setting.suggested_maximum,
    step: setting.unit === 'weight' ? '0.05' : setting.suggested_step,
    name: namesFor(setting),
    help: { en: '', es: '' },
  });
  const first = settings.filter((setting) => setting.kind === 'weight' && setting.need_category !== 'all').slice(0, 2);
  const [titleEn, setTitleEn] = useState('How should dollars follow need?');
  const [titleEs, setTitleEs] = useState('¿Cómo debe seguir el dinero a la necesidad?');
  const [introEn, setIntroEn] = useState('Move the sliders and see what happens to schools. Then send your proposal to the district.');
  const [introEs, setIntroEs] = useState('Mueva los controles y vea qué pasa con las escuelas. Después envíe su propuesta al distrito.');
  const [sliders, setSliders] = useState<SliderDraft[]>(() => first.map(draftOf));
  const [opens, setOpens] = useState(dayFromToday(0));
  const [closes, setCloses] = useState(dayFromToday(OPEN_DAYS));
  const invite = useInvite(scenario.scenario_id, scenario.fiscal_year);
  const unused = settings.filter((setting) => !sliders.some((slider) => slider.setting === setting.setting));
  const change = (index: number, next: Partial<SliderDraft>) => setSliders(sliders.map((slider, at) => (at === index ? { ...slider, ...next } : slider)));

  const submit = () =>
    invite.mutate(
      { text: { title: { en: titleEn, es: titleEs }, introduction: { en: introEn, es: introEs }, sliders, comments: true }, opens_on: opens, closes_on: closes },
      {
        onSuccess: (made) => {
          showToast({ text: t`The invitation is ready. Copy its link and share it.` });
          onMade(made.invitation_id);
        },
      },
    );

  return (
    <Card title={t`Make an invitation`} description={t`The formula and the data stay as they are today, so that all people propose on the same ground.`}>
      <form
        className="space-y-5"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField label={t`Title in English`} value={titleEn} onChange={setTitleEn} maxLength={120} isRequired />
          <TextField label={t`Title in Spanish`} value={titleEs} onChange={setTitleEs} maxLength={120} />
          <TextField label={t`Introduction in English`} value={introEn} onChange={setIntroEn} maxLength={2000} lines={3} />
          <TextField label={t`Introduction in Spanish`} value={introEs} onChange={setIntroEs} maxLength={2000} lines={3} />
        </div>
        <ul className="space-y-3">
          {sliders.map((slider, index) => {
            const setting = settings.find((each) => each.setting === slider.setting);
            if (setting === undefined) return null;
            const name = nameOf(setting);
            const today = formatSetting(setting.unit, setting.value);
            return (
              <li key={slider.setting} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 rounded-lg border border-line p-4">
                <fieldset className="min-w-0">
                  <legend className="font-medium">{name}</legend>
                  <p className="mt-0.5 text-sm text-muted">
                    <Trans>Today {today}</Trans>
                  </p>
                  <div className="mt-3 grid gap-3 sm:grid-cols-2">
                    <TextField label={t`What visitors read, in English`} value={slider.name.en} onChange={(en) => change(index, { name: { ...slider.name, en } })} maxLength={120} isRequired />
                    <TextField label={t`What visitors read, in Spanish`} value={slider.name.es} onChange={(es) => change(index, { name: { ...slider.name, es } })} maxLength={120} />
                  </div>
                  <div className="mt-3 grid grid-cols-3 gap-3">
                    <NumberField label={t`From`} value={slider.minimum} onChange={(minimum) => minimum !== null && change(index, { minimum })} />
                    <NumberField label={t`To`} value={slider.maximum} onChange={(maximum) => maximum !== null && change(index, { maximum })} />
                    <NumberField label={t`Step`} value={slider.step} onChange={(step) => step !== null && change(index, { step })} />
                  </div>
                </fieldset>
                <IconButton icon="close" label={t`Leave out “${name}”`} onPress={() => setSliders(sliders.filter((_, at) => at !== index))} />
              </li>
            );
          })}
        </ul>
        {unused.length > 0 && sliders.length < MOST_SLIDERS && (
          <Select
            label={t`Let people move another setting`}
            placeholder={t`Choose a setting`}
            items={unused.map((setting) => ({ id: setting.setting, label: nameOf(setting) }))}
            selected={null}
            onSelect={(id) => {
              const setting = settings.find((each) => each.setting === id);
              if (setting !== undefined) setSliders([...sliders, draftOf(setting)]);
            }}
          />
        )}
        <div className="flex flex-wrap gap-4">
          <TextField type="date" label={t`First day`} value={opens} onChange={setOpens} isRequired />
          <TextField type="date" label={t`Last day`} value={closes} onChange={setCloses} isRequired />
        </div>
        {invite.isError && <ProblemPanel error={invite.error} />}
        <Button type="submit" variant="primary" isPending={invite.isPending} isDisabled={sliders.length === 0 || titleEn.trim() === ''}>
          <Trans>Make the invitation</Trans>
        </Button>
      </form>
    </Card>
  );
}
