import type { EntityManager } from '@mikro-orm/postgresql';
import { INVITATION_COLUMNS, INVITATION_DATES, INVITATION_DELIVERY, INVITATION_LETTER, letterOf, viewOfInvitation, withDates } from '@tandem/invitations-server';
import type { InvitationRow, LetterRow, PersonalLinks } from '@tandem/invitations-server';
import type { ListedRelationshipRequest, RelationshipRequest } from '@tandem/partnership-contract';
import { notFound } from '@tandem/platform-kernel';
import { query, resource } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { PARTNERSHIP_REQUEST } from '../partnership-record';

/** The organisation that answered, by its name. */
interface Answered {
  readonly answeredName?: string | null;
}

/** A request as lists read it. */
export type RequestRow = InvitationRow & Answered;

const COLUMNS = `${INVITATION_COLUMNS}, ao.name as "answeredName"`;
const FROM = `from invitation i ${INVITATION_DELIVERY} left join organisation_card ao on ao.id = i.answered_by
where i.type = '${PARTNERSHIP_REQUEST}' and i.organisation_id = ?`;

/** The wire form of a partnership request in a list, for its provider. */
export function listedRequest(row: RequestRow, now: Date): ListedRelationshipRequest {
  const view = viewOfInvitation(row, now);
  return {
    ...view,
    relationshipType: 'is_indirect_cloud_solution_provider_of',
    ...(view.state === 'accepted' && row.answeredBy !== null && row.answeredName ? { acceptedBy: { id: row.answeredBy, name: row.answeredName } } : {}),
    ...resource('PartnerRelationshipRequest', `/relationshiprequests/${row.id}`, row.version),
  };
}

/** The wire form of a single partnership request, for its provider. */
export const requestView = (row: LetterRow & Answered, links: PersonalLinks, now: Date): RelationshipRequest => ({ ...listedRequest(row, now), ...letterOf(row, links) });

/** The requests of an organisation that meet a condition; `rest` follows the `where` and may order and limit. */
export async function readRequests(em: EntityManager, organisationId: string, rest: string, params: readonly unknown[]): Promise<RequestRow[]> {
  const rows = await query<RequestRow>(em, `select ${COLUMNS} ${FROM} and ${rest}`, [organisationId, ...params]);
  return rows.map((row) => withDates(row, ...INVITATION_DATES));
}

/** One request of the actor's organisation, with its letter. @throws DomainError NOT_FOUND (SEC-01) */
export async function readRequest(em: EntityManager, actor: Actor, id: string): Promise<LetterRow & Answered> {
  const [row] = await query<LetterRow & Answered>(em, `select ${COLUMNS}, ${INVITATION_LETTER} ${FROM} and i.id = ?`, [actor.organisationId, id]);
  if (!row) throw notFound();
  return withDates(row, ...INVITATION_DATES);
}
