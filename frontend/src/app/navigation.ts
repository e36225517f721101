import type { Role } from '@lib/api-types';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/** Who finds which page in the navigation. The server decides what each may really see. */
const FORMULA_EDITORS: readonly Role[] = ['superintendent', 'budget_director', 'budget_analyst'];
const DISTRICT_READERS: readonly Role[] = [...FORMULA_EDITORS, 'board_member', 'project_manager'];
const SCHOOL_ROLES: readonly Role[] = ['principal', 'school_team_member', 'council_member', 'teacher_or_staff'];

export const NAVIGATION = [
  { to: '/data', label: msg`Data`, roles: [...FORMULA_EDITORS, 'district_it'] },
  { to: '/studio', label: msg`Allocation studio`, roles: DISTRICT_READERS },
  { to: '/published', label: msg`Published budgets`, roles: DISTRICT_READERS },
  { to: '/funding', label: msg`School budgets`, roles: [...DISTRICT_READERS, ...SCHOOL_ROLES] },
] as const satisfies readonly { to: string; label: MessageDescriptor; roles: readonly Role[] }[];

export type NavigationItem = (typeof NAVIGATION)[number];

export const navigationFor = (roles: readonly Role[]): NavigationItem[] =>
  NAVIGATION.filter((item) => roles.some((role) => (item.roles as readonly Role[]).includes(role)));
