import { EmptyState } from '@kit/empty-state';
import { Link } from '@kit/link';
import { PageHeader } from '@kit/page-header';
import { Trans, useLingui } from '@lingui/react/macro';

export function NotFoundPage() {
  const { t } = useLingui();
  return (
    <main id="main" className="mx-auto max-w-page px-4 py-8 sm:px-6">
      <PageHeader title={t`There is no page here`} lead={t`The address may be mistyped, or the page has moved.`} />
      <EmptyState icon="search" title={t`Start again from your home page`} action={<Link to="/">{t`Go to the home page`}</Link>}>
        <Trans>From there you reach everything your role can see.</Trans>
      </EmptyState>
    </main>
  );
}
