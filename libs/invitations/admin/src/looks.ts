import type { InvitationState, LastDelivery } from '@tandem/invitations-contract';
import type { Look } from '@tandem/platform-admin';

type State = (typeof InvitationState)['options'][number];
type Mail = Pick<LastDelivery, 'state'>['state'];

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

const MAILS: Record<Mail, Look> = {
  queued: { tone: 'info', icon: 'send', word: 'mail.states.queued' },
  sending: { tone: 'info', icon: 'send', word: 'mail.states.sending' },
  sent: { tone: 'ok', icon: 'mail-check', word: 'mail.states.sent' },
  deferred: { tone: 'warn', icon: 'rotate-cw', word: 'mail.states.deferred' },
  failed: { tone: 'bad', icon: 'mail-x', word: 'mail.states.failed' },
  bounced: { tone: 'bad', icon: 'mail-x', word: 'mail.states.bounced' },
  uncertain: { tone: 'warn', icon: 'mail-question', word: 'mail.states.uncertain' },
  cancelled: { tone: '', icon: 'ban', word: 'mail.states.cancelled' },
};

/** How the state of an invitation looks. */
export const lookOfInvitation = (state: State): Look => STATES[state];

/** How the last mail of an invitation looks: opened beats delivered; without a mail of ours it went by the inviter's own means. */
export function lookOfMail(invitation: { status: State; viewedAt?: string | undefined; lastMail?: Pick<LastDelivery, 'state'> | undefined }): Look | null {
  if (invitation.viewedAt) return { tone: '', icon: 'mail-open', word: 'mail.states.opened' };
  if (invitation.lastMail) return MAILS[invitation.lastMail.state];
  return invitation.status === 'issued' ? { tone: '', icon: 'user', word: 'mail.states.byYou' } : null;
}
