import { Loading } from '@kit/skeleton';

export function DataPage() {
  return <Loading />;
}
