import type { Role } from '@lib/api-types';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export const ROLE_NAMES: Record<Role, MessageDescriptor> = {
  superintendent: msg`Superintendent`,
  budget_director: msg`Budget director`,
  budget_analyst: msg`Budget analyst`,
  board_member: msg`Board member`,
  principal: msg`Principal`,
  school_team_member: msg`School team member`,
  council_member: msg`School council member`,
  teacher_or_staff: msg`Teacher or staff`,
  family_or_community: msg`Family or community`,
  survey_manager: msg`Survey manager`,
  interviewer: msg`Interviewer`,
  project_manager: msg`Project manager`,
  researcher: msg`Researcher`,
  district_it: msg`District IT`,
  system_administrator: msg`System administrator`,
};
