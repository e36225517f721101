import { PageHeader } from '@kit/page-header';
import { linkClass } from '@kit/link-class';
import { Trans, useLingui } from '@lingui/react/macro';

/** An address that leads nowhere. */
export function NoSuchPage() {
  const { t } = useLingui();
  return (
    <>
      <PageHeader title={t`There is no page here`} lead={t`The address may be mistyped, or the page has moved.`} />
      <a href="/" className={linkClass}>
        <Trans>Go to the home page</Trans>
      </a>
    </>
  );
}
