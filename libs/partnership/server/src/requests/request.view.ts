import type { EntityManager } from '@mikro-orm/postgresql';
import { INVITATION_COLUMNS, INVITATION_DATES, INVITATION_DELIVERY, viewOfInvitation, withDates } from '@tandem/invitations-server';
import type { InvitationRow, PersonalLinks } from '@tandem/invitations-server';
import type { RelationshipRequest } from '@tandem/partnership-contract';
import { DomainError } from '@tandem/platform-kernel';
import { query, resource } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { PARTNERSHIP_REQUEST } from '../partnership-record';

/** A request as read from the database; `answeredName` is the organisation that answered. */
export interface RequestRow extends InvitationRow {
  readonly answeredName?: string | null;
}

const SELECT_REQUEST = `
select ${INVITATION_COLUMNS}, ao.name as "answeredName"
from invitation i ${INVITATION_DELIVERY} left join organisation ao on ao.id = i.answered_by
where i.type = '${PARTNERSHIP_REQUEST}' and i.organisation_id = ?`;

/** The wire form of a partnership request, for its provider. */
export function requestView(row: RequestRow, links: PersonalLinks, now: Date): RelationshipRequest {
  const view = viewOfInvitation(row, links, now);
  return {
    ...view,
    relationshipType: 'is_indirect_cloud_solution_provider_of',
    ...(view.state === 'accepted' && row.answeredBy !== null && row.answeredName ? { acceptedBy: { id: row.answeredBy, name: row.answeredName } } : {}),
    ...resource('PartnerRelationshipRequest', `/relationshiprequests/${row.id}`, row.version),
  };
}

/** The requests of an organisation that meet a condition; `rest` follows the `where` and may order and limit. */
export async function readRequests(em: EntityManager, organisationId: string, rest: string, params: readonly unknown[]): Promise<RequestRow[]> {
  const rows = await query<RequestRow>(em, `${SELECT_REQUEST} and ${rest}`, [organisationId, ...params]);
  return rows.map((row) => withDates(row, ...INVITATION_DATES));
}

/** One request of the actor's organisation. @throws DomainError NOT_FOUND (SEC-01) */
export async function readRequest(em: EntityManager, actor: Actor, id: string): Promise<RequestRow> {
  const [row] = await readRequests(em, actor.organisationId, 'i.id = ?', [id]);
  if (!row) throw new DomainError({ rule: 'SEC-01', reason: 'NOT_FOUND', kind: 'missing' });
  return row;
}
