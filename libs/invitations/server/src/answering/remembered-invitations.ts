import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { listRememberedInvitations } from '@tandem/invitations-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { across, Conditions, pageSize, readCursor, resource, seekPage } from '@tandem/platform-server';
import * as z from 'zod';
import { OPEN } from '../invitation.view';
import { PersonalLinks } from '../personal-links';
import { withDates } from '../with-dates';
import type { LinkOf } from '../personal-links';

type Answer = AnswerOf<typeof listRememberedInvitations>;
type Item = Answer['items'][number];
type Input = InputOf<typeof listRememberedInvitations> & { readonly continuationToken?: string };
type Row = LinkOf & { type: Item['type']; name: string; country: string; rememberedAt: Date; expiresAt: Date | null; held: boolean };

const REMEMBERED = `
select i.id, i.generation, i.link_key as "linkKey", i.type, o.name, o.country, r.remembered_at as "rememberedAt",
  i.expires_at as "expiresAt", i.expiry_held as held
from invitation_remembered r join invitation i on i.id = r.invitation_id join organisation o on o.id = i.organisation_id
where `;

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });

/** The invitations that wait for an organisation: its overview leads back to them. */
@Injectable()
export class RememberedInvitations {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
  ) {}

  /** Those that can still be answered, newest first. */
  async page(organisationId: string, input: Input): Promise<Answer> {
    const size = pageSize(input.query);
    const after = readCursor(input, Position);
    const where = new Conditions().add('r.organisation_id = ?', organisationId).add(OPEN).add('i.expiry_held or i.expires_at is null or i.expires_at > ?', this.clock.now());
    if (after) where.add('(r.remembered_at, r.invitation_id) < (?::timestamptz, ?::uuid)', after.at, after.id);
    const found = await across('remembered', () => this.em.execute<Row[]>(`${REMEMBERED} ${where.sql} order by r.remembered_at desc, r.invitation_id desc limit ${size + 1}`, where.params));
    const rows = found.map((row) => withDates(row, 'rememberedAt', 'expiresAt'));
    return seekPage(input, rows, { path: '/rememberedinvitations', view: (row) => this.view(row), position: ({ rememberedAt, id }) => ({ at: rememberedAt.toISOString(), id }) });
  }

  private view({ type, name, country, rememberedAt, expiresAt, held, ...link }: Row): Item {
    return {
      type,
      url: this.links.urlOf(link),
      inviter: { name, country },
      rememberedAt: rememberedAt.toISOString(),
      ...(expiresAt === null || held ? {} : { expiresAt: expiresAt.toISOString() }),
      ...resource('RememberedInvitation', `/invitations/${this.links.tokenOf(link)}`),
    };
  }
}
