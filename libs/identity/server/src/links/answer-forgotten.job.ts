import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { passwordLinkOrdered } from '@tandem/identity-contract';
import { PartnerUser } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, JobHandler } from '@tandem/platform-server';
import { recordPerson } from '../people/person-record';
import { AccountLinks } from './account-links';
import { answerForgotten } from './account-links.jobs';

/**
 * Links that one account gets within an hour, which is how long one lives: beyond it the newest is still good, so that asking again and again
 * neither floods a mailbox nor keeps its owner out (SEC-05).
 */
const PER_HOUR = 3;

/** Mails a link to somebody who forgot a password, when there is such an account and it is active; else nothing happens. */
@Injectable()
export class AnswerForgotten extends JobHandler<typeof answerForgotten> {
  readonly job = answerForgotten;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly links: AccountLinks,
  ) {
    super();
  }

  async handle({ requestId }: { readonly requestId: string }): Promise<void> {
    const [request] = await this.em.execute<{ account: string }[]>('select account from password_request where id = ? and mailed_at is null', [requestId]);
    if (!request) return;
    const user = await this.em.findOne(PartnerUser, { email: request.account, state: 'active' }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    if (!user || (await this.links.refuses(user.email)) || !(await this.hasRoom(user))) return;
    await this.links.send(user, 'reset');
    await this.em.execute('update password_request set mailed_at = now() where id = ?', [requestId]);
    recordPerson(this.events, passwordLinkOrdered, user, {});
    await this.em.flush();
  }

  private async hasRoom(user: PartnerUser): Promise<boolean> {
    const link = await this.links.of(user.id, 'reset');
    if (link && link.waitAt(this.clock.now()) > 0) return false;
    const [row] = await this.em.execute<{ mailed: number }[]>(
      "select count(*)::int as mailed from password_request where account = ? and mailed_at > now() - interval '1 hour'",
      [user.email],
    );
    return (row?.mailed ?? 0) < PER_HOUR;
  }
}
