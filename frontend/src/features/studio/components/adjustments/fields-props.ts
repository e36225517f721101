import type { Adjustment, AllocationFigures } from '@lib/api-types';
import type { Editing } from '../editing';

export type AdjustmentFieldsProps<A extends Adjustment> = { editing: Editing; adjustment: A; result: AllocationFigures | undefined };
