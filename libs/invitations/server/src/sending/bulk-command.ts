import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Invitation } from '@tandem/invitations-domain';
import { notFound } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';
import { lockOwnOf } from '../invitation-record';
import { rowOf } from './bulk-row';
import type { BulkRow } from './bulk-row';
import { MailOrder } from './mail-order';
import { ResendInvitation } from './resend-invitation';
import { RevokeInvitation } from './revoke-invitation';
import { SendInvitation } from './send-invitation';
import type { SendingRoom } from './sending-room';

/** What can be done to many invitations at once. */
export type BulkAct = 'send' | 'resend' | 'revoke';

/** Does one act to many invitations, each by the rules of the single act: one that is refused stays as it is and stops no other (INV-11). */
@Injectable()
export class BulkCommand {
  constructor(
    private readonly em: EntityManager,
    private readonly mails: MailOrder,
    private readonly sending: SendInvitation,
    private readonly resending: ResendInvitation,
    private readonly revoking: RevokeInvitation,
  ) {}

  /** What became of each, in the order of the ids. All that are done commit together. */
  async run(actor: Actor, act: BulkAct, { type, ids }: { readonly type: string; readonly ids: readonly string[] }): Promise<BulkRow[]> {
    const own = await lockOwnOf(this.em, actor, type, ids);
    const emails = [...own.values()].flatMap(({ email }) => (email === null ? [] : [email]));
    const room = act === 'revoke' ? undefined : await this.mails.reserve(actor.organisationId, emails);
    const rows: BulkRow[] = [];
    for (const id of ids) rows.push(await rowOf(() => this.one(actor, act, own.get(id), room)));
    await this.em.flush();
    return rows;
  }

  private async one(actor: Actor, act: BulkAct, invitation: Invitation | undefined, room: SendingRoom | undefined): Promise<Invitation> {
    if (!invitation) throw notFound();
    const before = { ...invitation };
    try {
      if (act === 'send') await this.sending.apply(actor, invitation, room);
      else if (act === 'resend') await this.resending.apply(actor, invitation, room);
      else this.revoking.apply(actor, invitation);
    } catch (error) {
      // Beyond the day's limit it was decided already, and must not be written.
      Object.assign(invitation, before);
      throw error;
    }
    return invitation;
  }
}
