import type { EntityManager } from '@mikro-orm/postgresql';
import { Conditions, containing, lastDeliveryOf, OPEN, stateOfRow } from '@tandem/invitations-server';
import type { PersonalLinks } from '@tandem/invitations-server';
import type { IndirectReseller, listIndirectResellers } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { collection, pageSize, readCursor, resource, writeCursor } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import { readRelationships } from '../relationships/relationship.view';
import type { RelationshipRow } from '../relationships/relationship.view';
import { readRequests } from '../requests/request.view';
import type { RequestRow } from '../requests/request.view';
import { addView } from '../requests/request-views';

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });
type Input = InputOf<typeof listIndirectResellers> & { continuationToken?: string };
type After = z.output<typeof Position> | undefined;
/** A line with its place in the list: newest first, by partnership or request id among equals. */
interface Line {
  readonly at: Date;
  readonly id: string;
  readonly view: IndirectReseller;
}

const partnerView = ({ partnerId, name, country, mpnId, adminAccess, since, version }: RelationshipRow): IndirectReseller => ({
  ...{ kind: 'partner', id: partnerId, name, status: 'active', country, delegatedAdmin: adminAccess, since: since.toISOString() },
  ...(mpnId === null ? {} : { mpnId }),
  ...resource('IndirectReseller', `/relationships/${partnerId}`, version),
});

function requestLine(row: RequestRow, links: PersonalLinks, now: Date): IndirectReseller {
  const { id, email, expiresAt, expiryHeld, viewedAt, renewalRequestedAt, inviterName, createdAt, version } = row;
  const lastMail = lastDeliveryOf(row);
  return {
    ...{ kind: 'request', id, status: stateOfRow(row, now), url: links.urlOf(row), requestedBy: inviterName, since: createdAt.toISOString() },
    ...(email === null ? {} : { email }),
    ...(expiresAt === null || expiryHeld ? {} : { until: expiresAt.toISOString() }),
    ...(viewedAt === null ? {} : { viewedAt: viewedAt.toISOString() }),
    ...(renewalRequestedAt === null ? {} : { renewalRequestedAt: renewalRequestedAt.toISOString() }),
    ...(lastMail ? { lastMail } : {}),
    ...resource('IndirectReseller', `/relationshiprequests/${id}`, version),
  };
}

/** Reads the indirect resellers page (SCR-12, PRT-14): a few rows of each index, merged, so that a page costs the same everywhere. */
export class ResellerList {
  constructor(
    private readonly em: EntityManager,
    private readonly links: PersonalLinks,
    private readonly now: Date,
  ) {}

  async page({ organisationId }: Actor, input: Input): Promise<AnswerOf<typeof listIndirectResellers>> {
    const { view = 'all', country } = input.query;
    const size = pageSize({ size: input.query.size ?? 0 });
    const after = readCursor(input, Position);
    const partners = view === 'all' || view === 'partners' ? await this.partners(organisationId, input.query, after, size + 1) : [];
    // A request has no country before it is answered.
    const requests = view === 'partners' || country !== undefined ? [] : await this.requests(organisationId, input.query, after, size + 1);
    const found = [...partners, ...requests].sort((one, other) => other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1));
    const lines = found.slice(0, size);
    const last = lines.at(-1);
    const next = found.length > size && last ? writeCursor(input, { at: last.at.toISOString(), id: last.id }) : undefined;
    return collection(lines.map((line) => line.view), { path: '/indirectresellers', query: input.query, ...(next === undefined ? {} : { next }) });
  }

  private async partners(organisationId: string, { q, country }: Input['query'], after: After, limit: number): Promise<Line[]> {
    const where = new Conditions().add('p.provider_id = ?', organisationId).add(`p.state = 'active'`);
    if (q) where.add('o.name ilike ? or a.mpn_id like ?', containing(q), containing(q));
    if (country !== undefined) where.add('o.country = ?', country);
    if (after) where.add('(p.since, p.id) < (?::timestamptz, ?::uuid)', after.at, after.id);
    const rows = await readRelationships(this.em, 'is_indirect_cloud_solution_provider_of', `where ${where.sql} order by p.since desc, p.id desc limit ${limit}`, where.params);
    return rows.map((row) => ({ at: row.since, id: row.id, view: partnerView(row) }));
  }

  private async requests(organisationId: string, { q, view }: Input['query'], after: After, limit: number): Promise<Line[]> {
    const where = new Conditions().add(OPEN);
    if (view === 'waiting' || view === 'expiring' || view === 'problems') addView(where, view, this.now);
    if (q) where.add('i.email ilike ?', containing(q));
    if (after) where.add('(i.created_at, i.id) < (?::timestamptz, ?::uuid)', after.at, after.id);
    const rows = await readRequests(this.em, organisationId, `${where.sql} order by i.created_at desc, i.id desc limit ${limit}`, where.params);
    return rows.map((row) => ({ at: row.createdAt, id: row.id, view: requestLine(row, this.links, this.now) }));
  }
}
