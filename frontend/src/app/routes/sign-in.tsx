import { Button } from '@kit/button';
import { Icon } from '@kit/icon';
import { ProblemPanel } from '@kit/problem-panel';
import { TextField } from '@kit/text-field';
import { ApiProblem } from '@lib/problem';
import { useSignIn } from '@lib/session';
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { Brand } from '@kit/brand';
import { DemoAccounts } from '../demo-accounts';
import { LanguageChoice } from '../language-choice';
import { SignInNotice } from '../sign-in-notice';
import { SignInProviders } from '../sign-in-providers';

type Credentials = { username: string; password: string };

export function SignInPage() {
  const { t } = useLingui();
  const { from, reason } = useSearch({ from: '/sign-in' });
  const navigate = useNavigate();
  const signIn = useSignIn();
  const { control, handleSubmit } = useForm<Credentials>({ defaultValues: { username: '', password: '' } });
  const submit = (credentials: Credentials) =>
    signIn.mutate(credentials, { onSuccess: () => void navigate({ href: from ?? '/', replace: true }) });
  const isWrong = signIn.error instanceof ApiProblem && signIn.error.status === 401;
  const title = t`Sign in`;
  useEffect(() => {
    document.title = `${title} · SSFR`;
  }, [title]);

  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-page items-center justify-between gap-4 px-4 py-3 sm:px-6">
        <Brand />
        <LanguageChoice />
      </header>
      <main className="mx-auto grid w-full grow content-start gap-8 px-4 pt-4 pb-12 sm:px-6 max-w-[68rem] grid-cols-1 lg:grid-cols-[minmax(0,1fr)_minmax(0,25rem)] lg:gap-x-16 lg:pt-16">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">
            <Trans>School budgets that follow what pupils need</Trans>
          </h1>
          <p className="mt-3 max-w-[48ch] text-muted">
            <Trans>
              Decide how the district’s money reaches its schools, see at once what each decision does, and show every school its
              budget and the reason for it. Sign in to continue.
            </Trans>
          </p>
        </div>
        <form
          aria-label={title}
          onSubmit={(event) => void handleSubmit(submit)(event)}
          className="h-fit rounded-lg border border-line bg-surface p-5 shadow-card sm:p-6 lg:row-span-2"
        >
          <h2 className="mb-4 text-lg font-semibold">{title}</h2>
          <div className="space-y-4">
            {reason !== undefined && <SignInNotice reason={reason} />}
            <SignInProviders to={from ?? '/'} />
            <Controller
              control={control}
              name="username"
              rules={{ required: true }}
              render={({ field, fieldState }) => (
                <TextField
                  label={t`User name`}
                  autoComplete="username"
                  autoCapitalize="none"
                  {...field}
                  errorMessage={fieldState.invalid ? t`Type your user name.` : undefined}
                />
              )}
            />
            <Controller
              control={control}
              name="password"
              rules={{ required: true }}
              render={({ field, fieldState }) => (
                <TextField
                  label={t`Password`}
                  type="password"
                  autoComplete="current-password"
                  {...field}
                  errorMessage={fieldState.invalid ? t`Type your password.` : undefined}
                />
              )}
            />
            {isWrong ? (
              <p role="alert" className="flex gap-2 font-medium text-negative">
                <Icon name="error" className="mt-0.5" />
                <Trans>This user name and password do not belong together. Check both and try again.</Trans>
              </p>
            ) : (
              signIn.error !== null && <ProblemPanel error={signIn.error} />
            )}
            <Button type="submit" variant="primary" isPending={signIn.isPending} className="w-full">
              {title}
            </Button>
          </div>
        </form>
        <DemoAccounts isBusy={signIn.isPending} onChoose={submit} />
      </main>
    </div>
  );
}
