import { Loading } from '@kit/skeleton';

export function StudioPage() {
  return <Loading />;
}
