import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { InvitationType, Language } from '@tandem/invitations-contract';
import type { Invitation } from '@tandem/invitations-domain';
import { DomainError } from '@tandem/platform-kernel';
import type { Refusal } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import { DraftInvitation } from '../drafting/draft-invitation';
import { rowOf } from './bulk-row';
import type { BulkRow } from './bulk-row';
import { MailOrder } from './mail-order';
import { SendInvitation } from './send-invitation';
import type { SendingRoom } from './sending-room';

/** Whom to invite; the text is that of the kind, in the language of the recipient. */
export interface Invitee {
  readonly email: string;
  readonly language?: Language | undefined;
  /** Whom the text greets. */
  readonly name?: string | undefined;
  /** Why it is not invited, when the caller knows already. */
  readonly refusal?: Refusal;
}

/** Drafts and sends an invitation to each of many addresses, by the rules of the single acts; one that is refused leaves nothing behind (INV-11). */
@Injectable()
export class BulkInvite {
  constructor(
    private readonly em: EntityManager,
    private readonly mails: MailOrder,
    private readonly drafting: DraftInvitation,
    private readonly sending: SendInvitation,
  ) {}

  /** What became of each address, in their order. All that are sent commit together. `reserved`: the room for them, when the caller holds it already. */
  async run(actor: Actor, type: InvitationType, invitees: readonly Invitee[], reserved?: SendingRoom): Promise<BulkRow[]> {
    const room = reserved ?? (await this.mails.reserve(actor.organisationId, invitees.map(({ email }) => email)));
    const rows: BulkRow[] = [];
    for (const invitee of invitees) rows.push(await rowOf(() => this.one(actor, type, invitee, room)));
    await this.em.flush();
    return rows;
  }

  private async one(actor: Actor, type: InvitationType, { email, language, name, refusal }: Invitee, room: SendingRoom): Promise<Invitation> {
    if (refusal) throw new DomainError(refusal);
    const invitation = this.drafting.make(actor, { type, email, language, recipient: name });
    await this.sending.apply(actor, invitation, room, () => this.drafting.note(actor, invitation));
    this.em.persist(invitation);
    return invitation;
  }
}
