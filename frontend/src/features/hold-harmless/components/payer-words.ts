import type { HoldHarmlessYear } from '@lib/api-types';
import { useLingui } from '@lingui/react/macro';

type Payer = Pick<HoldHarmlessYear['promises'][number], 'payer' | 'payer_source_id'>;

/** Says who pays for a promise. */
export function usePayerWords(): (promise: Payer) => string {
  const { t } = useLingui();
  return ({ payer, payer_source_id: source }) => {
    switch (payer) {
      case 'gainers':
        return t`schools that gain`;
      case 'central_share':
        return t`central share of ${source ?? ''}`;
      case 'reserve':
        return t`reserve of ${source ?? ''}`;
      default:
        return t`all schools within the bounds`;
    }
  };
}
