import type { Role } from '@tandem/platform-contract';

/** Knows the people of an organisation by role; the identity context may provide it, then refusals name whom to ask. */
export abstract class RoleHolders {
  /** Names of people of the organisation who hold one of the roles, a handful at most. */
  abstract holdersOf(organisationId: string, roles: readonly Role[]): Promise<readonly string[]>;
}
