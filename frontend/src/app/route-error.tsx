import { Link } from '@kit/link';
import { ProblemPanel } from '@kit/problem-panel';
import { Trans } from '@lingui/react/macro';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';

/** The same where no shell stands around it. */
export function RootError(props: ErrorComponentProps) {
  return (
    <main id="main" className="mx-auto max-w-page px-4 py-8 sm:px-6">
      <RouteError {...props} />
    </main>
  );
}

/** The last net under every page. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div>
      <h1 className="mb-4 text-xl font-semibold tracking-tight">
        <Trans>This page cannot be shown</Trans>
      </h1>
      <ProblemPanel
        error={error}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
      <p className="mt-6">
        <Link to="/">
          <Trans>Go to the home page</Trans>
        </Link>
      </p>
    </div>
  );
}
