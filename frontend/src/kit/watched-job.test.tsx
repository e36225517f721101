import type { Job } from '@lib/jobs';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { WatchedJob } from './watched-job';

const RUNNING = { job_id: 'j', kind: 'sweep', state: 'running', done: 1, total: 2, note: '', cancel_requested: false, problem: null } as unknown as Job;

const of = (data: Job) => (
  <I18nProvider i18n={i18n}>
    <QueryClientProvider client={client}>
      <WatchedJob jobId="j" watched={{ data, error: null, refetch: () => undefined }} startError={null} label="Trying" canStop />
    </QueryClientProvider>
  </I18nProvider>
);
const client = new QueryClient();

it('says when it could not be stopped, until it has ended by itself', async () => {
  vi.spyOn(globalThis, 'fetch').mockResolvedValue(Response.json({ type: 'about:blank', title: 'The queue is down', status: 503, code: 'down' }, { status: 503, headers: { 'content-type': 'application/problem+json' } }));
  const { rerender } = render(of(RUNNING));
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
  await screen.findByText('The queue is down');
  rerender(of({ ...RUNNING, state: 'succeeded' }));
  expect(screen.queryByText('The queue is down')).toBeNull();
});
