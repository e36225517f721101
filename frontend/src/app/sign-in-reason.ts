/** Why somebody is at the sign-in: their session ended, or what came of signing in with their district's account. */
const REASONS = ['ended', 'declined', 'unknown', 'stale', 'failed'] as const;
export type SignInReason = (typeof REASONS)[number];

export const isSignInReason = (value: unknown): value is SignInReason => REASONS.some((reason) => reason === value);
