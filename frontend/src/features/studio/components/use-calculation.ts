import type { AllocationResult, Policy } from '@lib/api-types';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { calculationQuery } from '../api/calculation';

/** Long enough to skip the steps between two places of a slider, too short to be felt. */
const REST_MS = 80;

function useRested<T>(value: T, restMs: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return rested;
}

export type Calculation = {
  /** The newest result there is; of an earlier policy while a newer one is under way or cannot be carried out. */
  result: AllocationResult | undefined;
  isFirst: boolean;
  /** The policy that the result is of; `null` while another is under way. */
  resultOf: Policy | null;
  isUnderWay: boolean;
  error: Error | null;
  retry: () => void;
};

/** What the policy on screen comes to. */
export function useCalculation(scenarioId: string, policy: Policy): Calculation {
  const rested = useRested(policy, REST_MS);
  const calculation = useQuery(calculationQuery(scenarioId, rested));
  const last = useRef<AllocationResult | undefined>(undefined);
  if (calculation.data !== undefined) last.current = calculation.data;
  return {
    result: calculation.data ?? last.current,
    resultOf: calculation.data !== undefined && !calculation.isPlaceholderData ? rested : null,
    isFirst: calculation.isPending && last.current === undefined,
    isUnderWay: calculation.isFetching || rested !== policy,
    error: calculation.error,
    retry: () => void calculation.refetch(),
  };
}
