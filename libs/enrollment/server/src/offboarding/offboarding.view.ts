import type { EntityManager } from '@mikro-orm/postgresql';
import type { listOffboardings, OffboardingView } from '@tandem/enrollment-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import { instantOf, pageSize, query, readCursor, resource, seekPage } from '@tandem/platform-server';
import * as z from 'zod';

interface Row extends Pick<OffboardingView, 'organisation'> {
  readonly id: string;
  readonly reason: string | null;
  readonly since: string | null;
  readonly version: number | null;
  readonly enrollment: OffboardingView['enrollment'] | null;
}

const SELECT = `
select o.id, json_build_object('id', o.id, 'name', o.name, 'domain', o.domain, 'country', o.country) as organisation, f.reason, f.since, f.version,
  (select json_build_object('id', e.id, 'state', e.state) from enrollment e where e.organisation_id = o.id and e.path = 'transition' order by e.started_at desc limit 1) as enrollment
from organisation o left join offboarding f on f.organisation_id = o.id
where `;

function view({ id, organisation, reason, since, version, enrollment }: Row): OffboardingView {
  return {
    ...{ organisation, identified: since !== null },
    ...(reason === null || since === null ? {} : { reason, since: instantOf(since) }),
    ...(enrollment === null ? {} : { enrollment }),
    ...resource('Offboarding', `/partners/${id}/offboarding`, version ?? 0),
  };
}

/** How a partner stands with offboarding. @throws DomainError NOT_FOUND. */
export async function readOffboarding(em: EntityManager, organisationId: string): Promise<OffboardingView> {
  const [row] = await query<Row>(em, `${SELECT} o.id = ?`, [organisationId]);
  if (!row) throw notFound();
  return view(row);
}

const Position = z.object({ since: z.iso.datetime(), id: z.uuid() });

/** The partners that are marked, the newest mark first. */
export async function findOffboardings(em: EntityManager, input: InputOf<typeof listOffboardings>): Promise<AnswerOf<typeof listOffboardings>> {
  const size = pageSize(input.query);
  const after = readCursor(input, Position);
  const where = `f.since is not null ${after ? 'and (f.since, o.id) < (?::timestamptz, ?::uuid)' : ''} order by f.since desc, o.id desc limit ${size + 1}`;
  const rows = await query<Row>(em, SELECT + where, after ? [after.since, after.id] : []);
  return seekPage(input, rows, { path: '/offboardings', view, position: ({ since, id }) => ({ since: new Date(since ?? 0).toISOString(), id }) });
}
