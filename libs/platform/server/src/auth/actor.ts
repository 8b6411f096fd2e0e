import { DomainError } from '@tandem/platform-kernel';
import { permissionOf, rolesOf, whyNot } from '@tandem/platform-contract';
import type { Action, Halt, Program, RoleGrant } from '@tandem/platform-contract';

/** On whose behalf something happens: a signed-in person, or an API client by itself. The organisation is part of every query. */
export interface Actor {
  readonly organisationId: string;
  readonly organisationName: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Programs the organisation holds, suspended ones too: what exists stays manageable (ORG-10). */
  readonly programs: readonly Program[];
  /** Set while the operator lets nothing new begin; `requireGoodStanding` asks it (ORG-10). */
  readonly suspended?: Halt;
  /** Set while a direct-bill partner may not buy anew; `requireUnrestricted` asks it (ORG-11). */
  readonly restricted?: Halt;
  readonly roles: readonly RoleGrant[];
  /** Set for a person, also one acting through an access token. */
  readonly userId?: string;
  readonly clientId?: string;
  /** The person's full name, or the client's name. */
  readonly name: string;
  readonly email?: string;
  readonly locale: 'de' | 'en';
}

/** @throws DomainError TOKEN_REQUIRED, ROLE_MISSING, PROGRAM_MISSING or USER_REQUIRED when the permission table says no; or the refusal that its row names. */
export function requirePermission(actor: Actor | undefined, action: Action): asserts actor is Actor {
  if (!actor) throw new DomainError({ rule: 'API-04', reason: 'TOKEN_REQUIRED', kind: 'unauthenticated' });
  const reason = whyNot(action, { roles: actor.roles, programs: actor.programs, isPerson: actor.userId !== undefined });
  if (!reason) return;
  const { refusal } = permissionOf(action);
  const rule = { ROLE_MISSING: 'ROL-01', PROGRAM_MISSING: 'ORG-02', USER_REQUIRED: 'API-05' }[reason];
  throw new DomainError({ rule, reason, ...refusal, kind: 'forbidden', details: { requiredRoles: rolesOf(action) } });
}
