import { Loading } from '@kit/skeleton';

export function FundingPage() {
  return <Loading />;
}
