import type { RoleNeed } from '@tandem/platform-contract';

/** Knows the people of an organisation by role; the identity context may provide it, then refusals name whom to ask. */
export abstract class RoleHolders {
  /** Names of people of the organisation whose roles meet one of the needs, a handful at most. */
  abstract holdersOf(organisationId: string, anyOf: readonly RoleNeed[]): Promise<readonly string[]>;
}
