import { Button } from '@kit/button';
import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { ProblemPanel } from '@kit/problem-panel';
import { Slider } from '@kit/slider';
import { TextField } from '@kit/text-field';
import { newIdempotencyKey } from '@lib/api';
import type { InvitationSlider, PublicInvitation } from '@lib/api-types';
import { formatDate } from '@lib/number-format';
import { formatSetting } from '@lib/setting-words';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { effectQuery, type SliderValues, useSendProposal } from '../api/invitations';
import { noon, textIn } from '../model/words';
import { EffectView } from './effect-view';

/** How a slider shows its number: percent and dollars as people say them. */
const SHOWN: Record<InvitationSlider['unit'], { factor: number; suffix?: string }> = {
  weight: { factor: 1 },
  dollars: { factor: 1, suffix: '$' },
  cents: { factor: 100, suffix: '$' },
  basis_points: { factor: 100, suffix: '%' },
};

const asShown = (slider: InvitationSlider, value: string) => String(Number(value) / SHOWN[slider.unit].factor);

/** The stop of the slider nearest to a number that was typed or dragged. */
function stopOf(slider: InvitationSlider, shown: string): string {
  const step = Number(slider.step);
  const wanted = Number(shown) * SHOWN[slider.unit].factor;
  const decimals = (slider.step.split('.')[1] ?? '').length;
  const low = Math.ceil(Number(slider.minimum) / step - 1e-9);
  const high = Math.floor(Number(slider.maximum) / step + 1e-9);
  const stop = Math.min(Math.max(Math.round(wanted / step), low), high) * step;
  return String(Number(stop.toFixed(decimals)));
}

/** Sliders, what they do to groups of schools, and sending a proposal. */
export function Proposing({ token, invitation }: { token: string; invitation: PublicInvitation }) {
  const { t, i18n } = useLingui();
  const own: SliderValues = Object.fromEntries(invitation.sliders.map((slider) => [slider.setting, slider.value]));
  const [moving, setMoving] = useState<SliderValues>(own);
  const [values, setValues] = useState<SliderValues>(own);
  const [comment, setComment] = useState('');
  const [website, setWebsite] = useState('');
  const [key, setKey] = useState(newIdempotencyKey);
  const send = useSendProposal(token);
  const isMoved = invitation.sliders.some((slider) => values[slider.setting] !== slider.value);
  const effect = useQuery({ ...effectQuery(token, values), enabled: isMoved });
  const shown = isMoved ? effect.data : invitation.effect;
  const closes = formatDate(noon(invitation.closes_on));

  function move(slider: InvitationSlider, next: string, isDone: boolean) {
    const changed = { ...moving, [slider.setting]: stopOf(slider, next) };
    setMoving(changed);
    if (isDone) setValues(changed);
  }

  const submit = () => send.mutate({ key, values, comment, language: i18n.locale === 'es' ? 'es' : 'en', website });

  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Card title={t`Your proposal`}>
        <div className="space-y-6">
          {invitation.sliders.map((slider) => {
            const { factor, suffix } = SHOWN[slider.unit];
            const help = textIn(slider.help, i18n.locale);
            const today = formatSetting(slider.unit, slider.value);
            return (
              <div key={slider.setting}>
                <Slider
                  label={textIn(slider.name, i18n.locale)}
                  value={asShown(slider, moving[slider.setting] ?? slider.value)}
                  min={Number(slider.minimum) / factor}
                  max={Number(slider.maximum) / factor}
                  step={Number(slider.step) / factor}
                  suffix={suffix}
                  onChange={(next) => move(slider, next, false)}
                  onCommit={(next) => move(slider, next, true)}
                />
                <p className="mt-1 text-sm text-muted">
                  {help !== '' && `${help} `}
                  <Trans>The district’s own value: {today}.</Trans>
                </p>
              </div>
            );
          })}
          <div className="flex flex-wrap gap-3">
            <Button
              icon="undo"
              isDisabled={!isMoved}
              onPress={() => {
                setMoving(own);
                setValues(own);
              }}
            >
              <Trans>Back to the district’s values</Trans>
            </Button>
          </div>
        </div>
      </Card>
      <Card title={t`What it does`}>
        {isMoved && effect.isError ? <ProblemPanel error={effect.error} /> : shown !== undefined && <EffectView effect={shown} isBusy={isMoved && effect.isFetching} />}
      </Card>
      {invitation.state === 'open' && (
        <Card title={t`Send it to the district`} description={t`No name, no address, no account: only the values and what you write are kept.`} className="lg:col-span-2">
          {send.isSuccess ? (
            <Notice
              tone="positive"
              title={t`Thank you. Your proposal has arrived.`}
              actions={
                <Button
                  onPress={() => {
                    send.reset();
                    setComment('');
                    setKey(newIdempotencyKey());
                  }}
                >
                  <Trans>Send another one</Trans>
                </Button>
              }
            >
              <Trans>The district sees all proposals together when it decides. They are taken until {closes}.</Trans>
            </Notice>
          ) : (
            <form
              className="space-y-4"
              onSubmit={(event) => {
                event.preventDefault();
                submit();
              }}
            >
              {invitation.comments && (
                <TextField
                  label={t`Why? (you may leave this empty)`}
                  description={t`Please name nobody.`}
                  lines={4}
                  maxLength={2000}
                  value={comment}
                  onChange={setComment}
                />
              )}
              {/* People neither see nor reach it; programs that fill in every field give themselves away. */}
              <div aria-hidden="true" className="hidden">
                <input name="website" tabIndex={-1} autoComplete="off" value={website} onChange={(event) => setWebsite(event.target.value)} />
              </div>
              {send.isError && <ProblemPanel error={send.error} />}
              <Button type="submit" variant="primary" isPending={send.isPending} isDisabled={isMoved && effect.isError}>
                <Trans>Send my proposal</Trans>
              </Button>
            </form>
          )}
        </Card>
      )}
    </div>
  );
}
