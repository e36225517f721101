import type { HoldHarmlessYear } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';

type Payer = Pick<HoldHarmlessYear['promises'][number], 'payer' | 'payer_source_id'>;

/** Says who pays for a promise, with the district's names of its sources. */
export function usePayerWords(nameOf: (sourceId: string) => string): (promise: Payer) => string {
  const { t } = useLingui();
  return ({ payer, payer_source_id: source }) => {
    switch (payer) {
      case 'gainers':
        return t`schools that gain`;
      case 'central_share':
        return t`central share of ${nameOf(source ?? '')}`;
      case 'reserve':
        return t`reserve of ${nameOf(source ?? '')}`;
      default:
        return t`all schools within the bounds`;
    }
  };
}
