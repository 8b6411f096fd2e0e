import type { EntityManager } from '@mikro-orm/postgresql';
import { stateAt } from '@tandem/invitations-domain';
import { lastDeliveryOf, remindersOf } from '@tandem/invitations-server';
import type { PersonalLinks } from '@tandem/invitations-server';
import type { IndirectReseller, listIndirectResellers } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { pageSize, readCursor, resource, seekPage } from '@tandem/platform-server';
import type { Actor, Conditions } from '@tandem/platform-server';
import * as z from 'zod';
import { readRelationships } from '../relationships/relationship.view';
import type { RelationshipRow } from '../relationships/relationship.view';
import { readRequests } from '../requests/request.view';
import type { RequestRow } from '../requests/request.view';
import { partnersWhere, requestsWhere } from './reseller-filter';
import type { ResellerFilter } from './reseller-filter';

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });
type Input = InputOf<typeof listIndirectResellers> & { continuationToken?: string };
/** Where lines begin: behind the last one of the page before. */
export type After = z.output<typeof Position> | undefined;
/** A line with its place in the list: newest first, by partnership or request id among equals. */
export interface Line {
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
    ...{ kind: 'request', id, status: stateAt(row, now), url: links.urlOf(row), requestedBy: inviterName, since: createdAt.toISOString() },
    ...remindersOf(row, now),
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
    const size = pageSize(input.query);
    const found = await this.lines(organisationId, input.query, readCursor(input, Position), size + 1);
    return seekPage(input, found, { path: '/indirectresellers', view: (line) => line.view, position: ({ at, id }) => ({ at: at.toISOString(), id }) });
  }

  /** At most `limit` lines after a position, in the order of the list. */
  async lines(organisationId: string, filter: ResellerFilter, after: After, limit: number): Promise<Line[]> {
    const partners = await this.partners(partnersWhere(organisationId, filter), after, limit);
    const requests = await this.requests(organisationId, requestsWhere(filter, this.now), after, limit);
    return [...partners, ...requests].sort((one, other) => other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1)).slice(0, limit);
  }

  private async partners(where: Conditions | undefined, after: After, limit: number): Promise<Line[]> {
    if (!where) return [];
    if (after) where.add('(p.since, p.id) < (?::timestamptz, ?::uuid)', after.at, after.id);
    const rows = await readRelationships(this.em, 'is_indirect_cloud_solution_provider_of', `where ${where.sql} order by p.since desc, p.id desc limit ${limit}`, where.params);
    return rows.map((row) => ({ at: row.since, id: row.id, view: partnerView(row) }));
  }

  private async requests(organisationId: string, where: Conditions | undefined, after: After, limit: number): Promise<Line[]> {
    if (!where) return [];
    if (after) where.add('(i.created_at, i.id) < (?::timestamptz, ?::uuid)', after.at, after.id);
    const rows = await readRequests(this.em, organisationId, `${where.sql} order by i.created_at desc, i.id desc limit ${limit}`, where.params);
    return rows.map((row) => ({ at: row.createdAt, id: row.id, view: requestLine(row, this.links, this.now) }));
  }
}
