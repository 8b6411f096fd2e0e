import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Invitation } from '@tandem/invitations-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Config, Deliveries } from '@tandem/platform-server';
import { subjectOf } from '../invitation-record';
import { sendInvitation } from './invitations.jobs';

const DAY = 86_400_000;

const LIMITS = `
select (select coalesce(sum(sends_of_day), 0)::int from invitation where organisation_id = ? and sent_at > ?) as sends,
  exists (select 1 from suppressed_address where address = lower(?)) as suppressed`;

/** Orders the mail of an invitation that has just been made due. */
@Injectable()
export class MailOrder {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly deliveries: Deliveries,
  ) {}

  /**
   * Orders the mail; the caller flushes.
   * @throws DomainError INVITATION_LIMIT (SEC-05) beyond the organisation's sends of 24 hours, ADDRESS_SUPPRESSED when the
   * address has refused mails for good.
   */
  async place(invitation: Invitation): Promise<void> {
    const { organisationId, email, language, type } = invitation;
    if (email === null) throw new Error('An invitation without an address is never due for mailing');
    const since = new Date(this.clock.now().getTime() - DAY);
    const [found] = await this.em.execute<{ sends: number; suppressed: boolean }[]>(LIMITS, [organisationId, since, email]);
    if (found?.suppressed) throw new DomainError({ rule: 'EML-13', reason: 'ADDRESS_SUPPRESSED', kind: 'conflict', field: 'email' });
    if (found && found.sends >= this.config.get('INVITATIONS_PER_DAY')) throw new DomainError({ rule: 'SEC-05', reason: 'INVITATION_LIMIT', kind: 'limited', details: { retryAfter: 3600 } });
    invitation.carriedBy(this.deliveries.add({ template: type, recipient: email, locale: language, subject: subjectOf(invitation), organisationId, job: sendInvitation }));
  }
}
