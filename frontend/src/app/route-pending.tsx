import { Loading } from '@kit/skeleton';
import { Trans } from '@lingui/react/macro';

export function RoutePending() {
  return (
    <div className="mx-auto max-w-page px-4 py-8 sm:px-6">
      <h1 className="sr-only">
        <Trans>This page is on its way</Trans>
      </h1>
      <Loading lines={6} />
    </div>
  );
}
