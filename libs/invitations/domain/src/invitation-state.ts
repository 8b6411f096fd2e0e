import type { Transitions } from '@tandem/platform-kernel';

/** Every state an invitation can be seen in (SM-5). `expired` is never stored: it follows from the clock. */
export const INVITATION_STATES = ['draft', 'queued', 'sent', 'delivery_failed', 'issued', 'accepted', 'declined', 'revoked', 'expired'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** What the row can hold. */
export type StoredState = Exclude<InvitationState, 'expired'>;

/**
 * Which state may follow which. A link is live from the draft on, so it can be answered, revoked or expire in
 * every open state. A resend leads to the state in which the link went out before; from `expired` it opens the invitation again.
 */
export const INVITATION_TRANSITIONS = {
  draft: ['queued', 'issued', 'accepted', 'declined', 'revoked', 'expired'],
  queued: ['sent', 'delivery_failed', 'accepted', 'declined', 'revoked', 'expired'],
  sent: ['queued', 'delivery_failed', 'accepted', 'declined', 'revoked', 'expired'],
  delivery_failed: ['queued', 'issued', 'sent', 'accepted', 'declined', 'revoked', 'expired'],
  issued: ['queued', 'accepted', 'declined', 'revoked', 'expired'],
  expired: ['draft', 'queued', 'issued'],
  accepted: [],
  declined: [],
  revoked: [],
} as const satisfies Transitions<InvitationState>;

/** The states in which the link can be answered, unless time has run out. */
export const OPEN_STATES = ['draft', 'queued', 'sent', 'delivery_failed', 'issued'] as const satisfies readonly StoredState[];

/** Whether a stored state still waits for an answer. */
export const isOpen = (state: InvitationState): boolean => OPEN_STATES.some((open) => open === state);

/** The state at an instant: an open one ends when the link's time is up (half-open: at `expiresAt` it is over). */
export function stateAt({ state, expiresAt, expiryHeld }: { readonly state: StoredState; readonly expiresAt: Date | null; readonly expiryHeld: boolean }, now: Date): InvitationState {
  const timeIsUp = expiresAt !== null && !expiryHeld && now >= expiresAt;
  return timeIsUp && isOpen(state) ? 'expired' : state;
}
