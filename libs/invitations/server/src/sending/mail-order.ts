import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Invitation } from '@tandem/invitations-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Config, Deliveries } from '@tandem/platform-server';
import { subjectOf } from '../invitation-record';
import { countSends } from './count-sends';
import type { Counted } from './count-sends';
import { sendInvitation } from './invitations.jobs';
import { SendingRoom } from './sending-room';

const DAY = 86_400_000;

/** `lastOver`: the newest order that fills the limit together with all after it; there is room again when it has left the 24 hours. */
const LIMITS = `
with sends as (select sent_at, sum(sends_of_day) over (order by sent_at desc) as upto from invitation where organisation_id = ?::uuid and sent_at > ?)
select (select max(sent_at) from sends where upto >= ?) as "lastOver", (select min(sent_at) from sends) as oldest, (select coalesce(max(upto), 0)::int from sends) as sent`;

const SUPPRESSED = 'select address from suppressed_address where address in (select lower(value) from jsonb_array_elements_text(?::jsonb))';

interface Limits {
  readonly lastOver: string | Date | null;
  readonly oldest: string | Date | null;
  readonly sent: number;
}

const lockOf = (organisationId: string): string => `invitations ${organisationId}`;

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
   * Looks up once how many invitations an organisation may still send, for all that this transaction is about to. Until it ends nobody else
   * sends for the organisation, so that the room is not given away twice (SEC-05). `emails`: addresses it may send to, to know which refuse mails.
   */
  async reserve(organisationId: string, emails: readonly string[] = []): Promise<SendingRoom> {
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [lockOf(organisationId)]);
    const refusing = emails.length === 0 ? [] : await this.em.execute<{ address: string }[]>(SUPPRESSED, [JSON.stringify(emails)]);
    const suppressed = new Set(refusing.map(({ address }) => address));
    const { before } = await this.count(organisationId, emails.length);
    const most = this.config.get('INVITATIONS_PER_DAY');
    // Nobody comes too late then, and nobody needs to be told when there is room again.
    if (before + emails.length <= most) return new SendingRoom(most - before, 0, suppressed);
    const { sent, lastOver, oldest } = await this.limits(organisationId);
    // What is left is used up in this transaction, or else there is nothing to wait for: then the oldest order is the one that makes room.
    return new SendingRoom(most - sent, this.waitAfter(lastOver ?? oldest ?? this.clock.now()), suppressed);
  }

  /**
   * Whether the mail of an invitation that has just been made due may be ordered. `room`: what was reserved in this transaction.
   * @throws DomainError INVITATION_LIMIT (SEC-05) with the seconds to wait, beyond the organisation's sends of 24 hours, ADDRESS_SUPPRESSED when the
   * address has refused mails for good.
   */
  async admit({ organisationId, email }: Invitation, room?: SendingRoom): Promise<void> {
    if (email === null) throw new Error('An invitation without an address is never due for mailing');
    if (room) room.take(email);
    else await this.expectRoom(organisationId, email);
  }

  /** Orders the mail of an invitation that was admitted; the caller flushes. */
  order(invitation: Invitation): void {
    const { organisationId, email, language, type } = invitation;
    if (email === null) throw new Error('An invitation without an address is never due for mailing');
    invitation.carriedBy(this.deliveries.add({ template: type, recipient: email, locale: language, subject: subjectOf(invitation), organisationId, job: sendInvitation }));
  }

  private async expectRoom(organisationId: string, email: string): Promise<void> {
    let counted = await this.count(organisationId, 1, email);
    if (!counted.free) {
      await this.em.execute('select pg_advisory_xact_lock_shared(hashtextextended(?, 0))', [lockOf(organisationId)]);
      counted = await this.count(organisationId, 1, email);
    }
    if (counted.suppressed) throw new DomainError({ rule: 'EML-13', reason: 'ADDRESS_SUPPRESSED', kind: 'conflict', field: 'email' });
    if (counted.before < this.config.get('INVITATIONS_PER_DAY')) return;
    const { lastOver } = await this.limits(organisationId);
    if (lastOver !== null) new SendingRoom(0, this.waitAfter(lastOver)).take(email);
  }

  private get since(): Date {
    return new Date(this.clock.now().getTime() - DAY);
  }

  private count(organisationId: string, sends: number, email = ''): Promise<Counted> {
    return countSends(this.em, { organisationId, lock: lockOf(organisationId), sends, email }, this.clock.now());
  }

  private async limits(organisationId: string): Promise<Limits> {
    const [limits] = await this.em.execute<Limits[]>(LIMITS, [organisationId, this.since, this.config.get('INVITATIONS_PER_DAY')]);
    if (!limits) throw new Error('Counting the invitations of a day gave no answer');
    return limits;
  }

  /** Seconds until an order has left the 24 hours. */
  private waitAfter(order: string | Date): number {
    return Math.ceil((new Date(order).getTime() + DAY - this.clock.now().getTime()) / 1000);
  }
}
