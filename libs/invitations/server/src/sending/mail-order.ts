import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Invitation } from '@tandem/invitations-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Config, Deliveries } from '@tandem/platform-server';
import { subjectOf } from '../invitation-record';
import { sendInvitation } from './invitations.jobs';

const DAY = 86_400_000;

/** `lastOver`: the newest order that fills the limit together with all after it; there is room again when it has left the 24 hours. */
const LIMITS = `
with sends as (select sent_at, sum(sends_of_day) over (order by sent_at desc) as upto from invitation where organisation_id = ? and sent_at > ?)
select (select max(sent_at) from sends where upto >= ?) as "lastOver",
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
   * @throws DomainError INVITATION_LIMIT (SEC-05) with the seconds to wait, beyond the organisation's sends of 24 hours, ADDRESS_SUPPRESSED when the
   * address has refused mails for good.
   */
  async place(invitation: Invitation): Promise<void> {
    const { organisationId, email, language, type } = invitation;
    if (email === null) throw new Error('An invitation without an address is never due for mailing');
    const since = new Date(this.clock.now().getTime() - DAY);
    const [found] = await this.em.execute<{ lastOver: string | Date | null; suppressed: boolean }[]>(LIMITS, [organisationId, since, this.config.get('INVITATIONS_PER_DAY'), email]);
    if (found?.suppressed) throw new DomainError({ rule: 'EML-13', reason: 'ADDRESS_SUPPRESSED', kind: 'conflict', field: 'email' });
    if (found && found.lastOver !== null) {
      const retryAfter = Math.ceil((new Date(found.lastOver).getTime() - since.getTime()) / 1000);
      throw new DomainError({ rule: 'SEC-05', reason: 'INVITATION_LIMIT', kind: 'limited', details: { retryAfter } });
    }
    invitation.carriedBy(this.deliveries.add({ template: type, recipient: email, locale: language, subject: subjectOf(invitation), organisationId, job: sendInvitation }));
  }
}
