import type { Role, ScenarioReview } from '@lib/api-types';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export type State = ScenarioReview['state'];

export const STATES: Record<State, MessageDescriptor> = {
  draft: msg`Draft`,
  in_review: msg`In review`,
  approved: msg`Approved for publication`,
  board_approved: msg`Approved by the board`,
  published: msg`Published`,
  revised: msg`Replaced by a later publication`,
};

const ACTIONS: Record<string, MessageDescriptor> = {
  submitted: msg`submitted it for review`,
  withdrawn: msg`took it out of review`,
  sent_back: msg`sent it back`,
  approved: msg`approved it for publication`,
  board_approved: msg`recorded the board’s approval`,
  adopted: msg`adopted it for the year`,
  published: msg`published it`,
  revised: msg`replaced it by a later publication`,
  made_public: msg`made the publication public`,
  made_private: msg`took the public page back`,
};

export const actionWords = (action: string): MessageDescriptor | undefined => ACTIONS[action];

const ROLES: Partial<Record<Role, MessageDescriptor>> = {
  superintendent: msg`superintendent`,
  budget_director: msg`budget director`,
  budget_analyst: msg`budget analyst`,
  board_member: msg`board member`,
  project_manager: msg`project manager`,
};

export const roleWords = (role: string): MessageDescriptor | undefined => ROLES[role as Role];
