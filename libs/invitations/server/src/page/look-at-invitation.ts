import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { OrganisationDirectory } from '@tandem/identity-server';
import type { OrganisationProfile } from '@tandem/identity-server';
import type { Invitation } from '@tandem/invitations-domain';
import { rolesOf } from '@tandem/platform-contract';
import { Clock, DomainError } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import { findLinked, isEnd, linkState } from '../answering/linked-invitation';
import type { LinkEnd } from '../answering/linked-invitation';
import { NoteView } from '../answering/note-view';
import { RememberInvitation } from '../answering/remember-invitation';
import { InvitationKinds } from '../kinds/invitation-kinds';
import type { InvitationKind } from '../kinds/invitation-kind';
import { PersonalLinks } from '../personal-links';

/** Who looks at an open invitation, and what keeps them from answering. */
export type Viewer =
  | { readonly as: 'stranger' }
  | { readonly as: 'inviter' }
  | { readonly as: 'powerless'; readonly holders: readonly string[] }
  | { readonly as: 'refused'; readonly reason: string }
  | { readonly as: 'admin' };

/** What there is to show behind a link. */
export type Sight =
  | { readonly is: 'unknown' }
  | { readonly is: 'ended'; readonly state: LinkEnd; readonly mine: boolean; readonly invitation: Invitation; readonly inviter: OrganisationProfile; readonly kind: InvitationKind }
  | { readonly is: 'open'; readonly viewer: Viewer; readonly invitation: Invitation; readonly inviter: OrganisationProfile; readonly invited?: OrganisationProfile | undefined; readonly kind: InvitationKind };

/** Finds out what somebody who opens a link is to see, and notes that an invited person has seen it. */
@Injectable()
export class LookAtInvitation {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
    private readonly kinds: InvitationKinds,
    private readonly organisations: OrganisationDirectory,
    private readonly remembering: RememberInvitation,
    private readonly noting: NoteView,
  ) {}

  /** `noticed` is false when a form comes back with a fault: that is not another look. */
  async run(actor: Actor | undefined, token: string, noticed = true): Promise<Sight> {
    try {
      const target = this.links.read(token);
      const invitation = await findLinked(this.em, target);
      const kind = this.kinds.of(invitation.type);
      const [inviter, invited] = await this.sides(invitation, actor);
      const state = linkState(invitation, target, this.clock.now());
      const mine = invitation.answeredBy !== null && invitation.answeredBy === actor?.organisationId;
      if (isEnd(state)) return { is: 'ended', state, mine, invitation, inviter, kind };
      const viewer = await this.viewer(actor, invitation, kind);
      if (actor && viewer.as !== 'inviter' && noticed) await this.noting.run(actor, invitation.id);
      return { is: 'open', viewer, invitation, inviter, invited: viewer.as === 'inviter' ? undefined : invited, kind };
    } catch (error) {
      if (error instanceof DomainError && error.reason === 'LINK_UNKNOWN') return { is: 'unknown' };
      throw error;
    }
  }

  private async sides({ organisationId }: Invitation, actor: Actor | undefined): Promise<[OrganisationProfile, OrganisationProfile | undefined]> {
    const found = await this.organisations.byIds([...new Set([organisationId, ...(actor ? [actor.organisationId] : [])])]);
    const inviter = found.find(({ id }) => id === organisationId);
    if (!inviter) throw new Error('An invitation outlived its organisation');
    return [inviter, found.find(({ id }) => id === actor?.organisationId)];
  }

  private async viewer(actor: Actor | undefined, invitation: Invitation, kind: InvitationKind): Promise<Viewer> {
    if (!actor) return { as: 'stranger' };
    if (actor.organisationId === invitation.organisationId) return { as: 'inviter' };
    const anyOf = rolesOf(kind.action);
    const may = actor.userId !== undefined && actor.roles.some(({ role }) => anyOf.includes(role));
    if (!may) return { as: 'powerless', holders: await this.organisations.holdersOf(actor.organisationId, anyOf) };
    try {
      await this.remembering.guard(invitation, actor);
      return { as: 'admin' };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { as: 'refused', reason: error.reason };
    }
  }
}
