import { Loading } from '@kit/skeleton';

export function PublishedRunPage() {
  return <Loading />;
}
