import { Button } from '@kit/button';
import { buttonClass } from '@kit/button-class';
import { Card } from '@kit/card';
import { Icon } from '@kit/icon';
import { RadioGroup } from '@kit/radio-group';
import { WatchedJob } from '@kit/watched-job';
import { jobFileUrl, jobsQuery, useJob, useStartJob } from '@lib/jobs';
import { formatDateTime, formatWhole } from '@lib/number-format';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Basis, type Language, noticesParameters, type NoticesParameters, type NoticesResult } from '../api/files';

type NoticesCardProps = { basis: Basis; canStart: boolean };

/** A letter to every school: started here, written by a worker, fetched when it is done. */
export function NoticesCard({ basis, canStart }: NoticesCardProps) {
  const { t, i18n } = useLingui();
  const [language, setLanguage] = useState<Language>(i18n.locale === 'es' ? 'es' : 'en');
  const [started, setStarted] = useState<string | null>(null);
  const isShadow = 'scenarioId' in basis;
  const earlier = useQuery({ ...jobsQuery('notices', isShadow ? basis.scenarioId : null), enabled: isShadow });
  const start = useStartJob<NoticesParameters>('notices');
  const jobId = started ?? earlier.data?.find((job) => job.state !== 'cancelled' && job.state !== 'failed')?.job_id ?? null;
  const job = useJob<NoticesResult>(jobId);
  const isBusy = start.isPending || job.data?.state === 'queued' || job.data?.state === 'running';
  const begin = () => start.mutate({ parameters: noticesParameters(basis, language) }, { onSuccess: (made) => setStarted(made.job_id) });
  const done = job.data?.state === 'succeeded' ? job.data : undefined;
  return (
    <Card
      title={isShadow ? t`Shadow notices` : t`Notices to schools`}
      description={
        isShadow
          ? t`A letter to every school: what it would have received under this formula, in plain words, and why.`
          : t`A letter to every school about its budget, in plain words, and why.`
      }
    >
      {canStart && (
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <RadioGroup<Language>
            label={t`Language of the letters`}
            items={[
              { id: 'en', label: 'English' },
              { id: 'es', label: 'Español' },
            ]}
            selected={language}
            onSelect={setLanguage}
            isDisabled={isBusy}
            isInline
          />
          <Button variant="primary" onPress={begin} isPending={start.isPending} isDisabled={isBusy}>
            <Trans>Write the letters</Trans>
          </Button>
        </div>
      )}
      <div className="mt-4 space-y-4 empty:hidden">
        <WatchedJob jobId={jobId} watched={job} startError={start.error} label={t`Writing letters`} canStop={canStart} onRetry={canStart ? begin : undefined} />
        {done?.result && (
          <div className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-sunken p-4">
            <p role="status" className="min-w-0">
              <Icon name="check" className="text-positive" />{' '}
              <Plural value={done.result.schools} one="One letter" other={`${formatWhole(done.result.schools)} letters`} />{' '}
              {done.result.language === 'es' ? <Trans>in Spanish</Trans> : <Trans>in English</Trans>}
              {done.finished_at !== null && <span className="block text-sm text-muted">{formatDateTime(done.finished_at)}</span>}
            </p>
            <a className={buttonClass('secondary')} href={jobFileUrl(done.job_id)} download>
              <Icon name="download" />
              <Trans>All letters (ZIP)</Trans>
            </a>
          </div>
        )}
      </div>
    </Card>
  );
}
