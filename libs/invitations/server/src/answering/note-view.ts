import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { invitationViewed } from '@tandem/invitations-contract';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { record } from '../invitation-record';
import { findLinked } from './linked-invitation';

/** Notes that a signed-in person of another organisation has seen an invitation; mail scanners leave no trace. */
@Injectable()
export class NoteView {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, invitationId: string): Promise<void> {
    await this.em.transactional(async (em) => {
      const invitation = await findLinked(em, { id: invitationId }, true);
      if (invitation.viewedAt !== null) return;
      // Past the entity: a look must not raise the version and so refuse what the inviter has typed meanwhile (API-07).
      await em.execute('update invitation set viewed_at = ? where id = ?', [this.clock.now(), invitationId]);
      record(this.events, invitationViewed, invitation, { actor });
    });
  }
}
