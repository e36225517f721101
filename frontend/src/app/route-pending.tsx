import { Loading } from '@kit/skeleton';

export function RoutePending() {
  return (
    <div className="mx-auto max-w-page px-4 py-8 sm:px-6">
      <Loading lines={6} />
    </div>
  );
}
