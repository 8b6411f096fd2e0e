import * as z from 'zod';
import { Instant, resourceFields } from '@tandem/platform-contract';

/** Kinds of invitation, as stored and as answered; a downstream context registers exactly one `InvitationKind` for each. */
export const INVITATION_TYPES = ['partnership_request'] as const;
export const InvitationType = z.enum(INVITATION_TYPES).meta({ id: 'InvitationType' });
export type InvitationType = z.infer<typeof InvitationType>;

/** States of an invitation on the wire (SM-5). */
export const InvitationState = z
  .enum(['draft', 'queued', 'sent', 'delivery_failed', 'issued', 'accepted', 'declined', 'revoked', 'expired'])
  .meta({ id: 'InvitationState' });
export type InvitationState = z.infer<typeof InvitationState>;

/** Languages that texts are drafted in. */
export const Language = z.enum(['de', 'en']).meta({ id: 'Language' });
export type Language = z.infer<typeof Language>;

/** Longest `mailto:` address that mail programs open reliably, in characters; a longer one is better copied (INV-03). */
export const MAILTO_LIMIT = 1900;

/** Most characters of a subject line and of a text. */
export const SUBJECT_LIMIT = 200;
export const BODY_LIMIT = 10_000;

/** The text of an invitation; `html` is made from `body`, escaped, with the link as a link. */
export const EmailDraft = z.object({ subject: z.string(), body: z.string(), html: z.string() }).meta({ id: 'EmailDraft' });

/** The state of the mail that carries the present link. `uncertain`: nobody knows whether it was sent, until somebody resolves it by hand. */
export const LastDelivery = z
  .object({
    id: z.uuid(),
    state: z.enum(['queued', 'sending', 'sent', 'deferred', 'failed', 'bounced', 'uncertain', 'cancelled']),
    reason: z.string().optional(),
    at: Instant,
    uncertain: z.boolean().optional(),
  })
  .meta({ id: 'LastDelivery' });
export type LastDelivery = z.infer<typeof LastDelivery>;

/** Days a link may be told to live. */
export const MOST_VALID_DAYS = 90;

/** Whether and when the invited are reminded while nobody answers (INV-12). */
export const reminderFields = {
  remind: z.boolean(),
  /** When reminders are due, soonest first; of a draft as if it were sent now. */
  reminders: z.array(Instant),
  /** When the newest reminder of the present link was ordered. */
  remindedAt: Instant.optional(),
};

/** What lists show of every kind of invitation. */
export const invitationFacts = {
  id: z.uuid(),
  state: InvitationState,
  email: z.string().optional(),
  language: Language,
  createdAt: Instant,
  expiresAt: Instant.optional(),
  /** Days the link lives from each sending; absent when it does not end. */
  validDays: z.number().int().optional(),
  ...reminderFields,
  sentAt: Instant.optional(),
  viewedAt: Instant.optional(),
  renewalRequestedAt: Instant.optional(),
  answeredAt: Instant.optional(),
  declineReason: z.string().optional(),
  requestedBy: z.object({ name: z.string(), email: z.string().optional() }),
  lastDelivery: LastDelivery.optional(),
  ...resourceFields,
};

/** The letter of an invitation with its personal link, for whoever looks at a single one: some 3 KB that no list needs. */
export const invitationLetter = { url: z.string(), emailDraft: EmailDraft, mailto: z.string() };
