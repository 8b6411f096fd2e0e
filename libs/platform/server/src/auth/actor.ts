import { DomainError } from '@tandem/platform-kernel';
import { permissionOf, rolesOf, togetherOf, whyNot } from '@tandem/platform-contract';
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
  /** Set for a person who has to show a second factor first: nothing but setting one up is open to them (ROL-12). */
  readonly secondFactorMissing?: true;
}

/** @throws DomainError MFA_REQUIRED when the person has to show a second factor first (ROL-12). */
export function requireSecondFactor(actor: Actor | undefined): void {
  if (actor?.secondFactorMissing) throw new DomainError({ rule: 'ROL-12', reason: 'MFA_REQUIRED', kind: 'forbidden' });
}

const RULE: Readonly<Record<Hindrance, string>> = { USER_REQUIRED: 'API-05', ROLE_MISSING: 'ROL-01', LOCATION_MISSING: 'ROL-08', PROGRAM_MISSING: 'ORG-02' };

const WAY: Readonly<Record<Program, string>> = {
  indirect_provider: 'The operator of this installation admits indirect providers; ask there.',
  indirect_reseller: 'An organisation becomes an indirect reseller by enrolling; its Global admin does that.',
  direct_bill: 'The operator of this installation admits direct-bill partners; ask there.',
  customer: 'Sign in for an organisation that is a customer.',
  operator: 'Only the operator of this installation can do this.',
};

/** How an organisation comes to hold one of the programs, in English. */
const waysTo = (programs: readonly Program[]): string => programs.map((program) => WAY[program]).join(' ');

/**
 * With `location` (an MPN id), roles that were given for other locations do not count where the action is scoped.
 * @throws DomainError TOKEN_REQUIRED, MFA_REQUIRED, USER_REQUIRED, ROLE_MISSING, LOCATION_MISSING or PROGRAM_MISSING when the permission table says no; or the refusal that its row names.
 */
export function requirePermission(actor: Actor | undefined, action: Action, location?: string): asserts actor is Actor {
  if (!actor) throw new DomainError({ rule: 'API-04', reason: 'TOKEN_REQUIRED', kind: 'unauthenticated' });
  requireSecondFactor(actor);
  const reason = whyNot(action, { roles: actor.roles, programs: actor.programs, isPerson: actor.userId !== undefined }, location);
  if (!reason) return;
  const { refusal, programs } = permissionOf(action);
  const together = togetherOf(action);
  const details = {
    requiredRoles: rolesOf(action),
    ...(together.length > 0 ? { requiredTogether: together } : {}),
    ...(programs.length > 0 ? { requiredPrograms: programs } : {}),
    ...(reason === 'PROGRAM_MISSING' && !refusal ? { fix: waysTo(programs) } : {}),
  };
  throw new DomainError({ rule: RULE[reason], reason, ...refusal, kind: 'forbidden', details });
}
