import { defineEntity, p } from '@mikro-orm/core';
import type { InferEntity } from '@mikro-orm/core';
import type { StoredState } from './invitation-state';
import type { ReminderSlot } from './reminder-plan';

/** Columns of an invitation; `Invitation` gives them their rules. Organisations and deliveries are named by id only. */
export const InvitationSchema = defineEntity({
  name: 'Invitation',
  tableName: 'invitation',
  properties: {
    id: p.uuid().primary(),
    type: p.text(),
    state: p.text().$type<StoredState>(),
    organisationId: p.uuid(),
    inviterId: p.uuid().strictNullable(),
    inviterName: p.text(),
    inviterEmail: p.text().strictNullable(),
    email: p.text().strictNullable(),
    language: p.text().$type<'de' | 'en'>(),
    subject: p.text(),
    body: p.text(),
    generation: p.integer(),
    linkKey: p.text(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3).strictNullable(),
    expiryHeld: p.boolean(),
    expiryNoted: p.boolean(),
    /** Days its link lives from each sending; null in rows that are older than the choice. */
    validDays: p.integer().strictNullable(),
    /** Whether it is reminded of while nobody answers (INV-12). */
    remind: p.boolean().default(true),
    /** When the next reminder is due; null when none is. */
    nextReminderAt: p.datetime(3).strictNullable(),
    /** The newest slot of this generation that was used or passed over, and the mail that carried its reminder. */
    remindedSlot: p.text().$type<ReminderSlot>().strictNullable(),
    reminderId: p.uuid().strictNullable(),
    remindedAt: p.datetime(3).strictNullable(),
    /** When its last mail was ordered: what the sends of a day are counted by. */
    sentAt: p.datetime(3).strictNullable(),
    /** When a mail with its link has last gone out. */
    mailedAt: p.datetime(3).strictNullable(),
    sendsOfDay: p.integer(),
    deliveryId: p.uuid().strictNullable(),
    viewedAt: p.datetime(3).strictNullable(),
    renewalRequestedAt: p.datetime(3).strictNullable(),
    answeredAt: p.datetime(3).strictNullable(),
    answeredBy: p.uuid().strictNullable(),
    /** Role of whoever ended it by a decision, and when: all that others are told of them. */
    decidedByRole: p.text().strictNullable(),
    decidedAt: p.datetime(3).strictNullable(),
    declineReason: p.text().strictNullable(),
    version: p.integer().version(),
  },
});

/** An invitation's plain fields. */
export type InvitationFields = InferEntity<typeof InvitationSchema>;
