import { createHash, timingSafeEqual } from 'node:crypto';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { deliveryBounced, reportBounce } from '@tandem/platform-contract';
import type { InputOf } from '@tandem/platform-contract';
import { DomainError, notFound } from '@tandem/platform-kernel';
import { Config } from '../config/config';
import { Events } from '../events/events';
import { Jobs } from '../jobs/jobs';
import { settleDelivery } from '../mail/settle-delivery';
import { readBounce } from '../mail/smtp-reply';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

interface Bounced {
  readonly id: string;
  readonly recipient: string;
  readonly organisation_id: string;
  readonly subject_type: string;
  readonly subject_id: string;
}

/** Takes a mail server's word that a mail came back: the delivery is `bounced`, and a dead address is not written to again. */
@Injectable()
export class ReportBounce {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Config) private readonly config: Config,
    @Inject(Events) private readonly events: Events,
    @Inject(Jobs) private readonly jobs: Jobs,
  ) {}

  /** A repeated report changes nothing. @throws DomainError METHOD_UNKNOWN without a BOUNCE_TOKEN, TOKEN_REQUIRED, NOT_FOUND. */
  async run(authorization: string | undefined, { messageId, permanent = true, reply }: InputOf<typeof reportBounce>['body']): Promise<void> {
    this.admit(authorization);
    const known = await this.em.execute<{ id: string }[]>('select id from delivery where message_id = ?', [messageId]);
    if (known.length === 0) throw notFound();
    const [bounced] = await this.em.execute<Bounced[]>(
      `update delivery set state = 'bounced', reason = ?, last_reply = coalesce(?, last_reply), settled_at = business_now()
       where message_id = ? and state in ('sent', 'uncertain') returning id, recipient, organisation_id, subject_type, subject_id`,
      [readBounce(reply), reply ?? null, messageId],
    );
    if (!bounced) return;
    const { id, recipient, organisation_id: organisationId } = bounced;
    const subject = { type: bounced.subject_type, id: bounced.subject_id };
    if (permanent) {
      await this.em.execute(`insert into suppressed_address (address, reason, delivery_id) values (lower(?), 'BOUNCED', ?) on conflict do nothing`, [recipient, id]);
    }
    this.jobs.add(settleDelivery, { deliveryId: id, outcome: 'bounced' }, { subject, organisationId });
    this.events.add(deliveryBounced, { organisations: [organisationId], subjects: [subject, { type: 'delivery', id }], data: { deliveryId: id, permanent } });
  }

  private admit(authorization: string | undefined): void {
    const token = this.config.get('BOUNCE_TOKEN');
    if (!token) throw new DomainError({ rule: 'API-06', reason: 'METHOD_UNKNOWN', kind: 'missing' });
    const given = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? '';
    if (!timingSafeEqual(digest(given), digest(token))) throw new DomainError({ rule: 'API-04', reason: 'TOKEN_REQUIRED', kind: 'unauthenticated' });
  }
}
