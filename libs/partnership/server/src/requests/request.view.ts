import type { EntityManager } from '@mikro-orm/postgresql';
import { INVITATION_COLUMNS, INVITATION_DELIVERY, viewOfInvitation } from '@tandem/invitations-server';
import type { InvitationRow, PersonalLinks } from '@tandem/invitations-server';
import type { RelationshipRequest } from '@tandem/partnership-contract';
import { DomainError } from '@tandem/platform-kernel';
import { resource } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { PARTNERSHIP_REQUEST } from '../partnership-record';

/** A request as read from the database; `answeredName` is the organisation that answered. */
export interface RequestRow extends InvitationRow {
  readonly answeredName?: string | null;
}

/** Reads `RequestRow`s; conditions follow. */
export const SELECT_REQUEST = `
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

/** One request of the actor's organisation. @throws DomainError NOT_FOUND (SEC-01) */
export async function readRequest(em: EntityManager, actor: Actor, id: string): Promise<RequestRow> {
  const [row] = await em.execute<RequestRow[]>(`${SELECT_REQUEST} and i.id = ?`, [actor.organisationId, id]);
  if (!row) throw new DomainError({ rule: 'SEC-01', reason: 'NOT_FOUND', kind: 'missing' });
  return row;
}
