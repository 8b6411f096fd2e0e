import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Invitation } from '@tandem/invitations-domain';
import { notFound } from '@tandem/platform-kernel';
import { ROLES } from '@tandem/platform-contract';
import type { EventDefinition, Role } from '@tandem/platform-contract';
import { expectVersion } from '@tandem/platform-server';
import type { Actor, Events } from '@tandem/platform-server';
import type * as z from 'zod';
import type { invitationDrafted } from '@tandem/invitations-contract';

/** How an invitation is named in events, deliveries and jobs. */
export const subjectOf = ({ id }: Pick<Invitation, 'id'>): { type: 'invitation'; id: string } => ({ type: 'invitation', id });

/** The role by which a decision is told to others: the first of the actor's in the order of the catalogue. */
export const roleOf = ({ roles }: Actor): Role | undefined => ROLES.find((role) => roles.some((grant) => grant.role === role));

/** Which record a command is about. */
export interface OwnInvitation {
  readonly type: string;
  readonly id: string;
  readonly etag?: string | undefined;
}

/**
 * An invitation of the actor's organisation, locked for a change: two commands on it come one after the other.
 * @throws DomainError NOT_FOUND (SEC-01) for a foreign one, STALE when the caller knows another version.
 */
export async function lockOwn(em: EntityManager, actor: Actor, { type, id, etag }: OwnInvitation): Promise<Invitation> {
  const invitation = await em.findOne(Invitation, { id, type, organisationId: actor.organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!invitation) throw notFound();
  expectVersion(invitation, etag);
  return invitation;
}

/**
 * Invitations of the actor's organisation, locked for a change, by id; foreign ones are missing. They are locked in one order for everybody, so
 * that two bulks never wait for each other.
 */
export async function lockOwnOf(em: EntityManager, actor: Actor, type: string, ids: readonly string[]): Promise<ReadonlyMap<string, Invitation>> {
  const own = { id: { $in: [...ids] }, type, organisationId: actor.organisationId };
  const invitations = await em.find(Invitation, own, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
  return new Map(invitations.map((invitation) => [invitation.id, invitation]));
}

type Data = typeof invitationDrafted.data;

/** Records what happened to an invitation; its inviter may always see it. */
export function record(
  events: Events,
  event: EventDefinition<Data>,
  invitation: Invitation,
  { actor, data, ...more }: { actor?: Actor | undefined; data?: Partial<z.input<Data>> & Record<string, unknown>; before?: Record<string, unknown>; after?: Record<string, unknown> } = {},
): void {
  const { id: invitationId, type, generation, organisationId } = invitation;
  events.add(event, {
    ...(actor ? { actor } : {}),
    organisations: [organisationId],
    subjects: [subjectOf(invitation)],
    data: { invitationId, type, generation, ...data },
    ...more,
  });
}
