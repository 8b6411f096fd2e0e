import type { InvitationState, LastDelivery } from '@tandem/invitations-contract';
import { lookOfDelivery } from '@tandem/platform-admin';
import type { Look } from '@tandem/platform-admin';

type State = (typeof InvitationState)['options'][number];

const STATES: Record<State, Look> = {
  draft: { tone: '', icon: 'pencil', word: 'invitations.states.draft' },
  queued: { tone: 'info', icon: 'hourglass', word: 'invitations.states.queued' },
  sent: { tone: 'info', icon: 'hourglass', word: 'invitations.states.waiting' },
  issued: { tone: 'info', icon: 'hourglass', word: 'invitations.states.waiting' },
  delivery_failed: { tone: 'bad', icon: 'mail-x', word: 'invitations.states.notDelivered' },
  accepted: { tone: 'ok', icon: 'circle-check', word: 'invitations.states.accepted' },
  declined: { tone: '', icon: 'ban', word: 'invitations.states.declined' },
  revoked: { tone: '', icon: 'ban', word: 'invitations.states.revoked' },
  expired: { tone: 'warn', icon: 'calendar-clock', word: 'invitations.states.expired' },
};

/** How the state of an invitation looks. */
export const lookOfInvitation = (state: State): Look => STATES[state];

/** What went wrong in a word or two, where a mail server has told. */
const TROUBLES = new Set(['MAILBOX_UNKNOWN', 'MAILBOX_DISABLED', 'MAILBOX_MOVED', 'MAILBOX_FULL', 'DOMAIN_UNKNOWN', 'ADDRESS_INVALID', 'SPAM_SUSPECTED', 'GREYLISTED', 'ADDRESS_SUPPRESSED']);

/** How the last mail of an invitation looks: opened beats delivered; without a mail of ours it went by the inviter's own means. */
export function lookOfMail(invitation: { status: State; viewedAt?: string | undefined; lastMail?: Pick<LastDelivery, 'state' | 'reason'> | undefined }): Look | null {
  if (invitation.viewedAt) return { tone: '', icon: 'mail-open', word: 'mail.states.opened' };
  if (invitation.lastMail) {
    const { state, reason = '' } = invitation.lastMail;
    const look = lookOfDelivery(state);
    return (state === 'failed' || state === 'bounced' || state === 'deferred') && TROUBLES.has(reason) ? { ...look, word: `mail.troubles.${reason}` } : look;
  }
  return invitation.status === 'issued' ? { tone: '', icon: 'user', word: 'mail.states.byYou' } : null;
}
