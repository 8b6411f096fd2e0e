import { newId } from '@tandem/platform-kernel';
import type { InvitationText } from './invitation-text';
import type { InvitationFields } from './invitation.schema';

/** Who invites: an organisation through a person or an API client. */
export interface Inviter {
  readonly organisationId: string;
  readonly userId?: string | undefined;
  readonly name: string;
  readonly email?: string | undefined;
}

/** What a new invitation starts with; `days` is how long its link lives, from each sending, 0 for ever (TIM-09); `remind`: while nobody answers (INV-12). */
export interface NewInvitation {
  readonly type: string;
  readonly inviter: Inviter;
  readonly email?: string | undefined;
  readonly language: 'de' | 'en';
  readonly linkKey: string;
  readonly days: number;
  readonly remind?: boolean | undefined;
}

/** What an inviter may change of an invitation that is not on its way. */
export interface InvitationChange extends Partial<InvitationText> {
  /** Empty: no address yet. */
  readonly email?: string | undefined;
  readonly language?: 'de' | 'en' | undefined;
  /** Days the link lives from each sending (TIM-09). */
  readonly validDays?: number | undefined;
}

/** How a new link is made: the address of a generation, the key that signs it, and how many days it lives when the invitation does not say. */
export interface Renewal {
  readonly urlOf: (link: Pick<InvitationFields, 'id' | 'generation' | 'linkKey'>) => string;
  readonly linkKey: string;
  readonly days: number;
}

const DAY = 86_400_000;

/** When a link that lives `days` from now ends; null for 0, which is for ever (TIM-09). */
export const expiryOf = (days: number, now: Date): Date | null => (days === 0 ? null : new Date(now.getTime() + days * DAY));

/** What a new draft holds; its text follows. */
export function fieldsOfDraft({ type, inviter, email, language, linkKey, days, remind = true }: NewInvitation, now: Date) {
  const { organisationId, userId = null, name: inviterName, email: inviterEmail = null } = inviter;
  return {
    ...{ id: newId(), type, state: 'draft' as const, organisationId, inviterId: userId, inviterName, inviterEmail },
    ...{ email: email || null, language, subject: '', body: '', generation: 1, linkKey, createdAt: now },
    ...{ expiresAt: expiryOf(days, now), expiryHeld: false, expiryNoted: false, sentAt: null, mailedAt: null, sendsOfDay: 0, deliveryId: null },
    ...{ validDays: days, remind, nextReminderAt: null, remindedSlot: null, reminderId: null, remindedAt: null },
    ...{ viewedAt: null, renewalRequestedAt: null, answeredAt: null, answeredBy: null, declineReason: null, decidedByRole: null, decidedAt: null },
  } satisfies Partial<InvitationFields>;
}
