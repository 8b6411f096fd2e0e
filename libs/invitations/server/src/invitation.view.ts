import type { LastDelivery } from '@tandem/invitations-contract';
import { htmlOfText, mailtoOf, reminderPlan, stateAt } from '@tandem/invitations-domain';
import type { Invitation } from '@tandem/invitations-domain';
import type { PersonalLinks } from './personal-links';

/**
 * The columns and the join that lists of invitations read; `i` is the invitation, `d` the delivery of its present link. A delivery
 * ordered in the running transaction is written when it commits, and counts as queued until then.
 */
export const INVITATION_COLUMNS = `i.id, i.type, i.state, i.organisation_id as "organisationId", i.inviter_name as "inviterName", i.inviter_email as "inviterEmail",
  i.email, i.language, i.generation, i.link_key as "linkKey", i.created_at as "createdAt", i.expires_at as "expiresAt",
  i.expiry_held as "expiryHeld", i.sent_at as "sentAt", i.mailed_at as "mailedAt", i.viewed_at as "viewedAt", i.renewal_requested_at as "renewalRequestedAt",
  i.answered_at as "answeredAt", i.answered_by as "answeredBy", i.decline_reason as "declineReason", i.version,
  i.valid_days as "validDays", i.remind, i.next_reminder_at as "nextReminderAt", i.reminded_at as "remindedAt",
  i.delivery_id as "deliveryId", coalesce(d.state, 'queued') as "deliveryState", d.reason as "deliveryReason", coalesce(d.changed_at, i.sent_at) as "deliveryAt"`;
/** What the letter needs besides; lists leave it in the table. */
export const INVITATION_LETTER = 'i.subject, i.body';
export const INVITATION_DELIVERY = 'left join delivery d on d.id = i.delivery_id';

/** The stored states in which an invitation still waits for an answer, unless its time is up: the partial index says the same. */
export const OPEN = `i.state in ('draft', 'queued', 'sent', 'delivery_failed', 'issued')`;
/** Whether time is up, by a `now` that the caller passes. */
export const TIME_IS_UP = '(i.expires_at <= ?::timestamptz and not i.expiry_held)';

type Field =
  | 'id' | 'state' | 'inviterName' | 'inviterEmail' | 'email' | 'language' | 'generation' | 'linkKey' | 'createdAt' | 'expiresAt'
  | 'expiryHeld' | 'sentAt' | 'mailedAt' | 'viewedAt' | 'renewalRequestedAt' | 'answeredAt' | 'answeredBy' | 'declineReason' | 'version' | 'deliveryId'
  | 'validDays' | 'remind' | 'nextReminderAt' | 'remindedAt';

/** The columns of a row that are dates. */
export const INVITATION_DATES = ['createdAt', 'expiresAt', 'sentAt', 'mailedAt', 'viewedAt', 'renewalRequestedAt', 'answeredAt', 'deliveryAt', 'nextReminderAt', 'remindedAt'] as const satisfies readonly (keyof InvitationRow)[];

/** A row as `INVITATION_COLUMNS` reads it. */
export interface InvitationRow extends Pick<Invitation, Field> {
  readonly deliveryState: LastDelivery['state'] | null;
  readonly deliveryReason: string | null;
  readonly deliveryAt: Date | null;
}

const instant = <Name extends string>(name: Name, at: Date | null): Partial<Record<Name, string>> => (at === null ? {} : ({ [name]: at.toISOString() } as Record<Name, string>));

/** A row with `INVITATION_LETTER`. */
export type LetterRow = InvitationRow & Pick<Invitation, 'subject' | 'body'>;

/** An invitation that has just been drafted, as a row. */
export const rowOfDraft = (invitation: Invitation): LetterRow => ({ ...(invitation as Pick<Invitation, Field | 'subject' | 'body'>), deliveryState: null, deliveryReason: null, deliveryAt: null });

/** How the mail of the present link stands; undefined when none was ordered. */
export function lastDeliveryOf({ deliveryId, deliveryState, deliveryReason, deliveryAt }: InvitationRow): LastDelivery | undefined {
  if (deliveryId === null || deliveryState === null || deliveryAt === null) return undefined;
  return {
    id: deliveryId,
    state: deliveryState,
    ...(deliveryReason === null ? {} : { reason: deliveryReason }),
    at: deliveryAt.toISOString(),
    ...(deliveryState === 'uncertain' ? { uncertain: true } : {}),
  };
}

const DAY = 86_400_000;

/** Whether and when the invited are reminded (INV-12): what is planned, and of a mail that is not out yet what would be. */
export function remindersOf(row: InvitationRow, now: Date) {
  const { state, remind, nextReminderAt, mailedAt, expiresAt, validDays, remindedAt } = row;
  const ends = validDays === null ? expiresAt : validDays === 0 ? null : new Date(now.getTime() + validDays * DAY);
  const ahead = state === 'draft' || state === 'queued' ? reminderPlan(now, state === 'draft' ? ends : expiresAt) : [];
  const planned = nextReminderAt !== null && mailedAt !== null ? reminderPlan(mailedAt, expiresAt).filter(({ at }) => at >= nextReminderAt) : ahead;
  return { remind, reminders: remind && !row.expiryHeld ? planned.map(({ at }) => at.toISOString()) : [], ...instant('remindedAt', remindedAt) };
}

/** Subject, text and personal link, and the text as HTML and as a `mailto:` address. */
export function letterOf(row: LetterRow, links: PersonalLinks) {
  const url = links.urlOf(row);
  return { url, emailDraft: { subject: row.subject, body: row.body, html: htmlOfText(row.body, url) }, mailto: mailtoOf(row, row.email ?? undefined) };
}

/** What lists show of every kind of invitation. */
export function viewOfInvitation(row: InvitationRow, now: Date) {
  const lastDelivery = lastDeliveryOf(row);
  return {
    id: row.id,
    state: stateAt(row, now),
    ...(row.email === null ? {} : { email: row.email }),
    language: row.language,
    createdAt: row.createdAt.toISOString(),
    ...(row.expiryHeld ? {} : instant('expiresAt', row.expiresAt)),
    ...(row.validDays ? { validDays: row.validDays } : {}),
    ...remindersOf(row, now),
    ...instant('sentAt', row.mailedAt),
    ...instant('viewedAt', row.viewedAt),
    ...instant('renewalRequestedAt', row.renewalRequestedAt),
    ...instant('answeredAt', row.answeredAt),
    ...(row.declineReason === null ? {} : { declineReason: row.declineReason }),
    requestedBy: { name: row.inviterName, ...(row.inviterEmail === null ? {} : { email: row.inviterEmail }) },
    ...(lastDelivery ? { lastDelivery } : {}),
  };
}
