import { PageHeader } from '@kit/page-header';
import { useLingui } from '@lingui/react/macro';

export function HelpPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Help`} lead={t`How the pages work together.`} />;
}
