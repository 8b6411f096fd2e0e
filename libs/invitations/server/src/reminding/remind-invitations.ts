import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { invitationReminded } from '@tandem/invitations-contract';
import { Invitation } from '@tandem/invitations-domain';
import type { ReminderSlot } from '@tandem/invitations-domain';
import { Clock } from '@tandem/platform-kernel';
import { Deliveries, Events, ScheduleHandler } from '@tandem/platform-server';
import { record, subjectOf } from '../invitation-record';
import { remindInvitation, remindInvitations } from '../sending/invitations.jobs';

/** Most invitations that one run reminds of; the next run goes on. */
const BATCH = 500;

/** Takes the slots of a run: what is taken already, or would go to an address that refuses mails, is missing from the answer. */
const TAKE = `
with given as (select * from jsonb_to_recordset(?) as g(id uuid, generation int, slot text, email text)),
taken as (
  insert into invitation_reminder (invitation_id, generation, slot, ordered_at)
  select id, generation, slot, ? from given where not exists (select from suppressed_address where address = lower(given.email))
  on conflict do nothing returning invitation_id, generation
)
select invitation_id as id, (select count(*)::int from invitation_reminder r where r.invitation_id = taken.invitation_id and r.generation = taken.generation) + 1 as number
from taken`;

interface Due {
  readonly invitation: Invitation;
  readonly email: string;
  readonly slot: ReminderSlot;
}

/** Orders reminders of what was sent and not answered, at most one for each occasion of each link (INV-12). A run that comes late orders one, not all that were missed. */
@Injectable()
export class RemindInvitations extends ScheduleHandler {
  readonly schedule = remindInvitations;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly deliveries: Deliveries,
    private readonly events: Events,
  ) {
    super();
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const picked = await this.em.find(
      Invitation,
      { nextReminderAt: { $lte: now } },
      { limit: BATCH, orderBy: { nextReminderAt: 'asc' }, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
    );
    if (picked.length === 0) return;
    const due = picked.flatMap((invitation): Due[] => {
      const slot = invitation.takeReminder(now);
      return slot !== undefined && invitation.email !== null ? [{ invitation, email: invitation.email, slot }] : [];
    });
    const given = due.map(({ invitation: { id, generation }, email, slot }) => ({ id, generation, slot, email }));
    const taken = await this.em.execute<{ id: string; number: number }[]>(TAKE, [JSON.stringify(given), now]);
    const numbers = new Map(taken.map(({ id, number }) => [id, number]));
    for (const one of due) this.order(one, numbers.get(one.invitation.id), now);
    await this.em.flush();
  }

  private order({ invitation, email, slot }: Due, number: number | undefined, now: Date): void {
    if (number === undefined) return;
    const { type, language: locale, organisationId } = invitation;
    invitation.remindedBy(this.deliveries.add({ template: `${type}_reminder`, recipient: email, locale, subject: subjectOf(invitation), organisationId, job: remindInvitation }), now);
    record(this.events, invitationReminded, invitation, { data: { slot, number } });
  }
}
