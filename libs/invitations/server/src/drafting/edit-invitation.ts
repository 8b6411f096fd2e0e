import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { invitationEdited } from '@tandem/invitations-contract';
import type { Language } from '@tandem/invitations-contract';
import type { Invitation, InvitationText } from '@tandem/invitations-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockOwn, record } from '../invitation-record';
import type { OwnInvitation } from '../invitation-record';
import { InvitationKinds } from '../kinds/invitation-kinds';
import { PersonalLinks } from '../personal-links';

/** What is to be changed; `reset` puts the drafted text back. */
export interface EditInput extends OwnInvitation {
  readonly email?: string | undefined;
  readonly language?: Language | undefined;
  readonly validDays?: number | undefined;
  readonly remind?: boolean | undefined;
  readonly emailDraft?: { readonly subject?: string | undefined; readonly body?: string | undefined } | undefined;
  readonly reset?: boolean | undefined;
}

/** What an edit can change, for comparing; the personal link stands nowhere in it, and the text itself is never recorded. */
const pictureOf = ({ email, language, validDays, remind, subject, body }: Invitation, url: string) => ({ email, language, validDays, remind, subject: subject.replaceAll(url, '…'), body });

/**
 * Changes recipient, language, validity or text. A text nobody has touched follows the language (INV-01); the link may be missing (INV-04).
 * Reminders can be switched as long as it can be answered, also when all else is on its way (INV-12).
 */
@Injectable()
export class EditInvitation {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
    private readonly kinds: InvitationKinds,
    private readonly events: Events,
  ) {}

  async run(actor: Actor, { email, language, validDays, remind, emailDraft, reset = false, ...own }: EditInput): Promise<Invitation> {
    const invitation = await lockOwn(this.em, actor, own);
    const url = this.links.urlOf(invitation);
    const before = pictureOf(invitation, url);
    const drafted = this.drafted(invitation, actor, invitation.language);
    const untouched = drafted.subject === invitation.subject && drafted.body === invitation.body;
    const fresh = reset || (untouched && language !== undefined) ? this.drafted(invitation, actor, language ?? invitation.language) : undefined;
    const change = { email, language, validDays, ...fresh, ...emailDraft };
    if (remind !== undefined) invitation.remindWhileUnanswered(remind, this.clock.now());
    if (remind === undefined || Object.values(change).some((value) => value !== undefined)) invitation.edit(change, url, this.clock.now());
    const after = pictureOf(invitation, url);
    const changed = (Object.keys(before) as (keyof typeof before)[]).filter((name) => before[name] !== after[name]);
    const only = (picture: typeof before): Record<string, unknown> => Object.fromEntries(changed.filter((name) => name !== 'body').map((name) => [name, picture[name]]));
    if (changed.length > 0) record(this.events, invitationEdited, invitation, { actor, before: only(before), after: { ...only(after), ...(changed.includes('body') ? { bodyChanged: true } : {}) } });
    await this.em.flush();
    return invitation;
  }

  private drafted(invitation: Invitation, actor: Actor, language: Language): InvitationText {
    const brief = { language, organisation: actor.organisationName, person: invitation.inviterName, url: this.links.urlOf(invitation) };
    return this.kinds.of(invitation.type).draft(brief);
  }
}
