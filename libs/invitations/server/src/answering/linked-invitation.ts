import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Organisation } from '@tandem/identity-domain';
import { Invitation, isOpen } from '@tandem/invitations-domain';
import type { InvitationState } from '@tandem/invitations-domain';
import { rolesOf } from '@tandem/platform-contract';
import type { Action } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import type { LinkTarget, Refusal } from '@tandem/platform-kernel';
import type { Actor } from '@tandem/platform-server';

/** How a link stands: the state of its invitation, or `superseded` when a newer link has taken its place. */
export type LinkState = InvitationState | 'superseded';

const ENDS = {
  accepted: { rule: 'INV-07', reason: 'INVITATION_ACCEPTED', kind: 'gone' },
  declined: { rule: 'INV-07', reason: 'INVITATION_DECLINED', kind: 'gone' },
  revoked: { rule: 'INV-07', reason: 'INVITATION_REVOKED', kind: 'gone' },
  expired: { rule: 'INV-07', reason: 'INVITATION_EXPIRED', kind: 'gone' },
  superseded: { rule: 'INV-07', reason: 'LINK_SUPERSEDED', kind: 'gone' },
} as const satisfies Record<Exclude<LinkState, 'draft' | 'queued' | 'sent' | 'delivery_failed' | 'issued'>, Refusal>;

/** A state in which a link cannot be answered any more. */
export type LinkEnd = keyof typeof ENDS;

/** Whether a link has ended in this state. */
export const isEnd = (state: LinkState): state is LinkEnd => state in ENDS;

/** How a link stands for whoever looks at it: a replaced one says so first. */
export const linkState = (invitation: Invitation, { generation }: LinkTarget, now: Date): LinkState =>
  generation === invitation.generation ? invitation.stateAt(now) : 'superseded';

/** How a link stands for whoever answers it: the end of the invitation comes before that of the link. */
export function answerState(invitation: Invitation, target: LinkTarget, now: Date): LinkState {
  const state = invitation.stateAt(now);
  return isOpen(state) ? linkState(invitation, target, now) : state;
}

/** The invitation that a link names. @throws DomainError LINK_UNKNOWN when there is none any more. */
export async function findLinked(em: EntityManager, { id }: Pick<LinkTarget, 'id'>, lock = false): Promise<Invitation> {
  const invitation = await em.findOne(Invitation, { id }, lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } : {});
  if (!invitation) throw new DomainError({ rule: 'INV-02', reason: 'LINK_UNKNOWN', kind: 'missing' });
  return invitation;
}

/** The organisation that invites. */
export const inviterOf = (em: EntityManager, { organisationId }: Invitation): Promise<Organisation> => em.findOneOrFail(Organisation, { id: organisationId });

/** Refuses an ended link with its state and, of the inviter, nothing but the name (INV-07). */
export async function refuseEnded(em: EntityManager, invitation: Invitation, state: LinkState): Promise<void> {
  if (!isEnd(state)) return;
  const { name } = await inviterOf(em, invitation);
  throw new DomainError({ ...ENDS[state], details: { state, inviter: { name } } });
}

/**
 * Lets only a person with the right role answer (ROL-03, INV-06); the program has its own answer and is not asked here.
 * @throws DomainError TOKEN_REQUIRED, ROLE_MISSING, USER_REQUIRED, in this order.
 */
export function requireAnswerer(actor: Actor | undefined, action: Action): asserts actor is Actor {
  if (!actor) throw new DomainError({ rule: 'API-04', reason: 'TOKEN_REQUIRED', kind: 'unauthenticated' });
  const requiredRoles = rolesOf(action);
  if (!actor.roles.some(({ role }) => requiredRoles.includes(role))) throw new DomainError({ rule: 'ROL-01', reason: 'ROLE_MISSING', kind: 'forbidden', details: { requiredRoles } });
  if (actor.userId === undefined) throw new DomainError({ rule: 'API-05', reason: 'USER_REQUIRED', kind: 'forbidden', details: { requiredRoles } });
}
