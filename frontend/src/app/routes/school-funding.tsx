import { Loading } from '@kit/skeleton';

export function SchoolFundingPage() {
  return <Loading />;
}
