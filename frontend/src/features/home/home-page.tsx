import { PageHeader } from '@kit/page-header';
import { useLingui } from '@lingui/react/macro';

export function HomePage() {
  const { t } = useLingui();
  return <PageHeader title={t`Home`} lead={t`What to do next.`} />;
}
