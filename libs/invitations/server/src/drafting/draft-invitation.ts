import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { requireGoodStanding } from '@tandem/identity-domain';
import { invitationDrafted } from '@tandem/invitations-contract';
import type { InvitationType, Language } from '@tandem/invitations-contract';
import { Invitation } from '@tandem/invitations-domain';
import type { InvitationText } from '@tandem/invitations-domain';
import { Clock } from '@tandem/platform-kernel';
import { Config, Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { record } from '../invitation-record';
import { InvitationKinds } from '../kinds/invitation-kinds';
import { PersonalLinks } from '../personal-links';

/** What a new draft starts with; what is left out comes from the kind's template and the actor. */
export interface DraftInput {
  readonly type: InvitationType;
  readonly email?: string | undefined;
  /** Whom the drafted text greets. */
  readonly recipient?: string | undefined;
  readonly language?: Language | undefined;
  /** Days the link lives from each sending; else as many as the installation says. */
  readonly validDays?: number | undefined;
  /** Whether it is reminded of while nobody answers (INV-12); else it is. */
  readonly remind?: boolean | undefined;
  readonly emailDraft?: { readonly subject?: string | undefined; readonly body?: string | undefined } | undefined;
}

/** Drafts an invitation: its personal link is live, its text can be edited, nothing is sent (INV-01). */
@Injectable()
export class DraftInvitation {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly links: PersonalLinks,
    private readonly kinds: InvitationKinds,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, input: DraftInput): Promise<Invitation> {
    const invitation = this.make(actor, input);
    this.em.persist(invitation);
    this.note(actor, invitation);
    await this.em.flush();
    return invitation;
  }

  /** The draft itself, of which nothing is recorded yet. @throws DomainError as `run` does. */
  make(actor: Actor, { type, email, recipient, language = actor.locale, validDays = this.config.get('INVITATION_DAYS'), remind, emailDraft = {} }: DraftInput): Invitation {
    requireGoodStanding(actor);
    const now = this.clock.now();
    const { organisationId, userId, name, email: address } = actor;
    const invitation = Invitation.draft(
      { type, inviter: { organisationId, userId, name, email: address }, email, language, linkKey: this.links.newestKey, days: validDays, remind },
      now,
    );
    const url = this.links.urlOf(invitation);
    const text: InvitationText = this.kinds.of(type).draft({ language, organisation: actor.organisationName, person: name, url, recipient });
    invitation.edit({ subject: emailDraft.subject ?? text.subject, body: emailDraft.body ?? text.body }, url, now);
    return invitation;
  }

  /** Records that it was drafted. */
  note(actor: Actor, invitation: Invitation): void {
    record(this.events, invitationDrafted, invitation, { actor, after: { state: 'draft', language: invitation.language, email: invitation.email } });
  }
}
