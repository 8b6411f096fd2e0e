import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { invitationRenewalRequested } from '@tandem/invitations-contract';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { record } from '../invitation-record';
import { PersonalLinks } from '../personal-links';
import { answerState, findLinked, isEnd, refuseEnded } from './linked-invitation';

/** Tells the inviter that whoever holds an expired link would like a new one; heard once a day. */
@Injectable()
export class RequestRenewal {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
    private readonly events: Events,
  ) {}

  /** @returns when it was asked for last: now, or earlier on the same day. */
  async run(actor: Actor | undefined, token: string): Promise<Date> {
    const target = this.links.read(token);
    const now = this.clock.now();
    const invitation = await findLinked(this.em, target, true);
    const state = target.generation === invitation.generation ? answerState(invitation, target, now) : 'superseded';
    if (!isEnd(state)) throw new DomainError({ rule: 'INV-07', reason: 'STILL_LIVE', kind: 'conflict' });
    if (state !== 'expired') await refuseEnded(this.em, invitation, state);
    if (invitation.requestRenewal(now)) record(this.events, invitationRenewalRequested, invitation, { actor });
    await this.em.flush();
    return invitation.renewalRequestedAt ?? now;
  }
}
