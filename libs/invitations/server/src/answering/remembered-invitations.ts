import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { listRememberedInvitations } from '@tandem/invitations-contract';
import type { AnswerOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { resource } from '@tandem/platform-server';
import { PersonalLinks } from '../personal-links';
import { withDates } from '../with-dates';
import type { LinkOf } from '../personal-links';

type Item = AnswerOf<typeof listRememberedInvitations>['items'][number];
type Row = LinkOf & { type: Item['type']; name: string; country: string; rememberedAt: Date; expiresAt: Date | null; held: boolean };

const WAITING = `
select i.id, i.generation, i.link_key as "linkKey", i.type, o.name, o.country, r.remembered_at as "rememberedAt",
  i.expires_at as "expiresAt", i.expiry_held as held
from invitation_remembered r join invitation i on i.id = r.invitation_id join organisation o on o.id = i.organisation_id
where r.organisation_id = ? and i.state in ('draft', 'queued', 'sent', 'delivery_failed', 'issued')
  and (i.expiry_held or i.expires_at is null or i.expires_at > ?)
order by r.remembered_at desc limit 20`;

/** The invitations that wait for an organisation: its overview leads back to them. */
@Injectable()
export class RememberedInvitations {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
  ) {}

  /** The newest twenty that can still be answered, newest first. */
  async of(organisationId: string): Promise<Item[]> {
    const rows = await this.em.execute<Row[]>(WAITING, [organisationId, this.clock.now()]);
    return rows.map((row) => withDates(row, 'rememberedAt', 'expiresAt')).map(({ type, name, country, rememberedAt, expiresAt, held, ...link }) => ({
      type,
      url: this.links.urlOf(link),
      inviter: { name, country },
      rememberedAt: rememberedAt.toISOString(),
      ...(expiresAt === null || held ? {} : { expiresAt: expiresAt.toISOString() }),
      ...resource('RememberedInvitation', `/invitations/${this.links.tokenOf(link)}`),
    }));
  }
}
