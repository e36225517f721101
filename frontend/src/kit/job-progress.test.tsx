import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import type { JobLine } from '@lib/jobs';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { JobProgress } from './job-progress';

const job: JobLine = {
  job_id: 'j',
  kind: 'sweep',
  scenario_id: null,
  state: 'running',
  done: 1_200,
  total: 4_000,
  note: 'schools',
  cancel_requested: false,
  requested_by: 'Ana',
  created_at: '2026-11-21T10:00:00Z',
  started_at: null,
  finished_at: null,
  problem: null,
};

function show(change: Partial<JobLine>, onCancel = vi.fn(), onRetry = vi.fn()) {
  const { container } = render(
    <I18nProvider i18n={i18n}>
      <JobProgress job={{ ...job, ...change }} label="Trying formulas" onCancel={onCancel} onRetry={onRetry} />
    </I18nProvider>,
  );
  return { container, onCancel, onRetry };
}

describe('JobProgress', () => {
  it('says how far the work is and stops it', async () => {
    const { onCancel } = show({});
    expect(screen.getByRole('progressbar', { name: 'Trying formulas' }).getAttribute('aria-valuenow')).toBe('30');
    expect(screen.getByText('1,200 of 4,000 · schools')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(onCancel).toHaveBeenCalledOnce();
  });

  it('asks to stop once', () => {
    show({ cancel_requested: true });
    expect(screen.getByRole('button', { name: 'Stop' })).toHaveProperty('disabled', true);
    expect(screen.getByRole('status').textContent).toBe('Stopping.');
  });

  it('shows why it failed, in the words of the server', async () => {
    const problem = { type: 'x', title: 'The work took too long', status: 500, code: 'job_too_long', detail: 'Ask for less at once.' };
    const { onRetry } = show({ state: 'failed', problem });
    expect(screen.getByRole('alert').textContent).toContain('Ask for less at once.');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledOnce();
  });

  it('leaves the place to the result', () => {
    expect(show({ state: 'succeeded' }).container.textContent).toBe('');
  });
});
