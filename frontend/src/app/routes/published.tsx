import { Loading } from '@kit/skeleton';

export function PublishedPage() {
  return <Loading />;
}
