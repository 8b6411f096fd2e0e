import { DomainError } from '@tandem/platform-kernel';
import { permissionOf, rolesOf, whyNot } from '@tandem/platform-contract';
import type { Action, Hindrance, Program, RoleGrant } from '@tandem/platform-contract';

/** On whose behalf something happens: a signed-in person, or an API client by itself. The organisation is part of every query. */
export interface Actor {
  readonly organisationId: string;
  readonly organisationName: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Programs the organisation holds actively. */
  readonly programs: readonly Program[];
  readonly roles: readonly RoleGrant[];
  /** Set for a person, also one acting through an access token. */
  readonly userId?: string;
  readonly clientId?: string;
  /** The person's full name, or the client's name. */
  readonly name: string;
  readonly email?: string;
  readonly locale: 'de' | 'en';
}

const RULE: Readonly<Record<Hindrance, string>> = { USER_REQUIRED: 'API-05', ROLE_MISSING: 'ROL-01', LOCATION_MISSING: 'ROL-08', PROGRAM_MISSING: 'ORG-02' };

/**
 * With `location` (an MPN id), roles that were given for other locations do not count where the action is scoped.
 * @throws DomainError TOKEN_REQUIRED, USER_REQUIRED, ROLE_MISSING, LOCATION_MISSING or PROGRAM_MISSING when the permission table says no; or the refusal that its row names.
 */
export function requirePermission(actor: Actor | undefined, action: Action, location?: string): asserts actor is Actor {
  if (!actor) throw new DomainError({ rule: 'API-04', reason: 'TOKEN_REQUIRED', kind: 'unauthenticated' });
  const reason = whyNot(action, { roles: actor.roles, programs: actor.programs, isPerson: actor.userId !== undefined }, location);
  if (!reason) return;
  const { refusal } = permissionOf(action);
  throw new DomainError({ rule: RULE[reason], reason, ...refusal, kind: 'forbidden', details: { requiredRoles: rolesOf(action) } });
}
