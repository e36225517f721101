import { PageHeader } from '@kit/page-header';
import { useLingui } from '@lingui/react/macro';

export function KitPage() {
  const { t } = useLingui();
  return <PageHeader title={t`Kit`} lead={t`Every control in its states.`} />;
}
