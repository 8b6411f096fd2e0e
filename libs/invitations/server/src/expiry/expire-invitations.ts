import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { INVITATION_TYPES, invitationExpired } from '@tandem/invitations-contract';
import { Invitation, OPEN_STATES } from '@tandem/invitations-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, ScheduleHandler } from '@tandem/platform-server';
import { record } from '../invitation-record';
import { InvitationKinds } from '../kinds/invitation-kinds';
import { expireInvitations } from '../sending/invitations.jobs';

/** Most invitations that one run looks at; the next run goes on. */
const BATCH = 500;

const ACTIVATED = `
select i.id, min(greatest(m.since, m.agreement_signed_at)) as since
from invitation i join invitation_remembered r on r.invitation_id = i.id
join program_membership m on m.organisation_id = r.organisation_id and m.program = ? and m.state = 'active' and m.agreement_signed_at is not null
where i.type = ? and i.expiry_held and i.state in ('draft', 'queued', 'sent', 'delivery_failed', 'issued')
group by i.id limit ${BATCH}`;

/** Picks by date what has expired and writes its event; the state itself follows from the clock, so a late run changes nothing. */
@Injectable()
export class ExpireInvitations extends ScheduleHandler {
  readonly schedule = expireInvitations;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly kinds: InvitationKinds,
    private readonly events: Events,
  ) {
    super();
  }

  async run(): Promise<void> {
    for (const type of INVITATION_TYPES) await this.release(type);
    const now = this.clock.now();
    const due = await this.em.find(
      Invitation,
      { state: { $in: [...OPEN_STATES] }, expiryNoted: false, expiryHeld: false, expiresAt: { $lte: now } },
      { limit: BATCH, orderBy: { expiresAt: 'asc' }, lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE },
    );
    for (const invitation of due) {
      const before = { state: invitation.state };
      if (invitation.noteExpiry(now)) record(this.events, invitationExpired, invitation, { before, after: { state: 'expired' } });
    }
    await this.em.flush();
  }

  /** Time runs again for invitations whose organisation may answer now. */
  private async release(type: (typeof INVITATION_TYPES)[number]): Promise<void> {
    const activated = await this.em.execute<{ id: string; since: string }[]>(ACTIVATED, [this.kinds.of(type).program, type]);
    if (activated.length === 0) return;
    const since = new Map(activated.map((row) => [row.id, new Date(row.since)]));
    const held = await this.em.find(Invitation, { id: { $in: [...since.keys()] } }, { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE });
    for (const invitation of held) invitation.releaseExpiry(since.get(invitation.id) ?? this.clock.now());
    await this.em.flush();
  }
}
