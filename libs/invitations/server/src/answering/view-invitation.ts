import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { getInvitation } from '@tandem/invitations-contract';
import type { AnswerOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { resource } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { InvitationKinds } from '../kinds/invitation-kinds';
import { PersonalLinks } from '../personal-links';
import { findLinked, inviterOf, isEnd, linkState, refuseEnded } from './linked-invitation';

/** Shows what a link asks for; changes nothing, whoever asks (SEC-06). */
@Injectable()
export class ViewInvitation {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
    private readonly kinds: InvitationKinds,
  ) {}

  async run(actor: Actor | undefined, token: string): Promise<AnswerOf<typeof getInvitation>> {
    const target = this.links.read(token);
    const invitation = await findLinked(this.em, target);
    const state = linkState(invitation, target, this.clock.now());
    await refuseEnded(this.em, invitation, state);
    if (isEnd(state)) throw new Error('An ended link has been refused');
    const { name, country } = await inviterOf(this.em, invitation);
    const kind = this.kinds.of(invitation.type);
    const invited = actor && actor.organisationId !== invitation.organisationId ? actor.organisationName : undefined;
    const { title, grants, unchanged } = kind.words(invitation.language, { inviter: name, invited });
    return {
      type: kind.type,
      state,
      inviter: { name, country, contact: { name: invitation.inviterName, ...(invitation.inviterEmail === null ? {} : { email: invitation.inviterEmail }) } },
      language: invitation.language,
      title,
      grants: grants.map(({ title: what, meaning, takeBack }) => ({ title: what, meaning, takeBack })),
      unchanged: [...unchanged],
      ...(invitation.expiresAt === null ? {} : { expiresAt: invitation.expiresAt.toISOString() }),
      ...resource('Invitation', `/invitations/${token}`),
    };
  }
}
