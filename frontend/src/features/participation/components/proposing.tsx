import { Card } from '@kit/card';
import { Notice } from '@kit/notice';
import { PlainButton } from '@kit/plain-button';
import { PlainTextField } from '@kit/plain-text-field';
import { ProblemPanel } from '@kit/problem-panel';
import { StopSlider } from '@kit/stop-slider';
import { newIdempotencyKey } from '@lib/api';
import type { InvitationSlider, PublicInvitation } from '@lib/api-types';
import { formatDate } from '@lib/number-format';
import { formatSetting } from '@lib/setting-value';
import { useAsked } from '@lib/use-asked';
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { effectOf, sendProposal, type SliderValues } from '../api/public-invitation';
import { asShown, asStored, stopNear, stopsOf, valueAt } from '../model/stops';
import { noon, textIn } from '../model/words';
import { EffectView } from './effect-view';

/** How a slider marks its number: percent and dollars as people write them. */
const MARKS: Record<InvitationSlider['unit'], { prefix?: string; suffix?: string }> = {
  weight: {},
  dollars: { prefix: '$' },
  cents: { prefix: '$' },
  basis_points: { suffix: '%' },
};

type Sending = { key: string; state: 'idle' | 'sending' | 'sent'; error: unknown };

const atRest = (): Sending => ({ key: newIdempotencyKey(), state: 'idle', error: null });

/** Sliders, what they do to groups of schools, and sending a proposal. */
export function Proposing({ token, invitation }: { token: string; invitation: PublicInvitation }) {
  const { t, i18n } = useLingui();
  const own: SliderValues = Object.fromEntries(invitation.sliders.map((slider) => [slider.setting, slider.value]));
  const [moving, setMoving] = useState<SliderValues>(own);
  const [values, setValues] = useState<SliderValues>(own);
  const [comment, setComment] = useState('');
  const [website, setWebsite] = useState('');
  const [sending, setSending] = useState(atRest);
  const isMoved = invitation.sliders.some((slider) => values[slider.setting] !== slider.value);
  const effect = useAsked(isMoved ? JSON.stringify([i18n.locale, values]) : null, () => effectOf(token, values));
  const shown = isMoved ? (effect.data ?? invitation.effect) : invitation.effect;
  const closes = formatDate(noon(invitation.closes_on));

  const move = (slider: InvitationSlider, value: string) => setMoving((before) => ({ ...before, [slider.setting]: value }));
  const rest = (slider: InvitationSlider, value: string) => setValues((before) => ({ ...before, [slider.setting]: value }));

  async function submit() {
    const { key } = sending;
    setSending({ key, state: 'sending', error: null });
    try {
      await sendProposal(token, key, { values, comment, language: i18n.locale === 'es' ? 'es' : 'en', website });
      setSending({ key, state: 'sent', error: null });
    } catch (error) {
      setSending({ key, state: 'idle', error });
    }
  }

  return (
    <div className="grid items-start gap-6 lg:grid-cols-2">
      <Card title={t`Your proposal`}>
        <div className="space-y-6">
          {invitation.sliders.map((slider) => {
            const help = textIn(slider.help, i18n.locale);
            const today = formatSetting(slider.unit, slider.value);
            return (
              <div key={slider.setting}>
                <StopSlider
                  {...MARKS[slider.unit]}
                  {...stopsOf(slider)}
                  label={textIn(slider.name, i18n.locale)}
                  value={asShown(slider, moving[slider.setting] ?? slider.value)}
                  stopNear={(value) => stopNear(slider, asStored(slider, value))}
                  valueAt={(stop) => asShown(slider, valueAt(slider, stop))}
                  sayOf={(value) => formatSetting(slider.unit, asStored(slider, value))}
                  onMove={(value) => move(slider, asStored(slider, value))}
                  onRest={(value) => rest(slider, asStored(slider, value))}
                />
                <p className="mt-1 text-sm text-muted">
                  {help !== '' && `${help} `}
                  <Trans>The district’s own value: {today}.</Trans>
                </p>
              </div>
            );
          })}
          <div className="flex flex-wrap gap-3">
            <PlainButton
              icon="undo"
              disabled={!isMoved}
              onClick={() => {
                setMoving(own);
                setValues(own);
              }}
            >
              <Trans>Back to the district’s values</Trans>
            </PlainButton>
          </div>
        </div>
      </Card>
      <Card title={t`What it does`}>
        {effect.error === null ? <EffectView effect={shown} isBusy={effect.isAsking} /> : <ProblemPanel error={effect.error} onRetry={effect.askAgain} />}
      </Card>
      {invitation.state === 'open' && (
        <Card title={t`Send it to the district`} description={t`No name, no address, no account: only the values and what you write are kept.`} className="lg:col-span-2">
          {sending.state === 'sent' ? (
            <Notice
              tone="positive"
              title={t`Thank you. Your proposal has arrived.`}
              actions={
                <PlainButton
                  onClick={() => {
                    setComment('');
                    setSending(atRest());
                  }}
                >
                  <Trans>Send another one</Trans>
                </PlainButton>
              }
            >
              <Trans>The district sees all proposals together when it decides. They are taken until {closes}.</Trans>
            </Notice>
          ) : (
            <form
              className="space-y-4"
              onSubmit={(event) => {
                event.preventDefault();
                void submit();
              }}
            >
              {invitation.comments && (
                <PlainTextField
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
              {sending.error !== null && <ProblemPanel error={sending.error} />}
              <PlainButton type="submit" variant="primary" isPending={sending.state === 'sending'} disabled={effect.error !== null}>
                <Trans>Send my proposal</Trans>
              </PlainButton>
            </form>
          )}
        </Card>
      )}
    </div>
  );
}
