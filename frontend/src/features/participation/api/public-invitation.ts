import { api } from '@lib/api';
import type { ProposalEffect, PublicInvitation } from '@lib/api-types';
import { earlyAnswers } from '@lib/early-answers';

const pathOf = (token: string, rest = '') => `/allocation/v1/public/invitations/${token}${rest}`;

/** What people with the link may move, by token. The address alone says what to ask, so it is asked before the page is drawn. */
export const publicInvitations = earlyAnswers((token) => api.get<PublicInvitation>(pathOf(token)));

export type SliderValues = Readonly<Record<string, string>>;

export const effectOf = (token: string, values: SliderValues) => api.post<ProposalEffect>(pathOf(token, '/try'), { values });

export type NewProposal = { values: SliderValues; comment: string; language: 'en' | 'es'; website: string };

export const sendProposal = (token: string, idempotencyKey: string, proposal: NewProposal) =>
  api.post<{ proposal_id: string }>(pathOf(token, '/proposals'), proposal, { idempotencyKey });
