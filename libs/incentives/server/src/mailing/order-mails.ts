import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { INVITATION_DAY } from '@tandem/incentives-domain';
import type { Incentive } from '@tandem/incentives-domain';
import { newId } from '@tandem/platform-kernel';
import { Deliveries } from '@tandem/platform-server';
import { sendInvitation, sendReminder } from '../incentive.jobs';
import { subjectOf } from '../incentive-record';
import type { Addressee } from './addressees';

/** A mail that is to go out now. */
export interface DueMail {
  readonly incentive: Incentive;
  readonly day: number;
  readonly email: string;
  readonly language: Addressee['language'];
}

/** Takes days of incentives: one that has been taken already is missing from the answer. */
const TAKE = `
insert into incentive_mail (incentive_id, day, delivery_id, ordered_at)
select id, day, "deliveryId", ?::timestamptz from jsonb_to_recordset(?::jsonb) as g(id uuid, day int, "deliveryId" uuid)
on conflict do nothing returning incentive_id as id`;

/** Orders the mails of incentives: for each day of each of them one at most, whoever else is at it (INC-11). */
@Injectable()
export class OrderMails {
  constructor(
    private readonly em: EntityManager,
    private readonly deliveries: Deliveries,
  ) {}

  /** Orders what has not been ordered yet, and says which that was; the caller flushes. */
  async run(due: readonly DueMail[], now: Date): Promise<readonly DueMail[]> {
    if (due.length === 0) return [];
    const wanted = due.map((mail) => ({ ...mail, deliveryId: newId() }));
    const given = wanted.map(({ incentive, day, deliveryId }) => ({ id: incentive.id, day, deliveryId }));
    const rows = await this.em.execute<{ id: string }[]>(TAKE, [now, JSON.stringify(given)]);
    const taken = new Set(rows.map(({ id }) => id));
    const ordered = wanted.filter(({ incentive }) => taken.has(incentive.id));
    for (const { incentive, day, deliveryId, ...to } of ordered) {
      this.add(incentive, { ...to, id: deliveryId, reminder: day !== INVITATION_DAY });
      incentive.order(day, deliveryId, now);
    }
    return ordered;
  }

  /** Orders the invitation once more, which belongs to no day; the caller flushes. */
  repeat(incentive: Incentive, to: Pick<DueMail, 'email' | 'language'>, now: Date): void {
    const id = newId();
    this.add(incentive, { ...to, id, reminder: false });
    incentive.repeat(id, now);
  }

  /** Days whose mail did not go out can be taken again. */
  async giveBack(deliveryIds: readonly string[]): Promise<void> {
    if (deliveryIds.length > 0) await this.em.execute('delete from incentive_mail where delivery_id = any(?::uuid[])', [`{${deliveryIds.join()}}`]);
  }

  private add({ id: incentiveId, organisationId }: Incentive, { id, email, language, reminder }: Pick<DueMail, 'email' | 'language'> & { id: string; reminder: boolean }): void {
    const [template, job] = reminder ? ['incentive_reminder', sendReminder] : ['incentive_invitation', sendInvitation];
    this.deliveries.add({ id, template, job, recipient: email, locale: language, subject: subjectOf(incentiveId), organisationId });
  }
}
