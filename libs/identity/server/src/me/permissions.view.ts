import type { PermissionView } from '@tandem/identity-contract';
import { PERMISSIONS, permissionOf, rolesOf, togetherOf, whyNot } from '@tandem/platform-contract';
import type { Action } from '@tandem/platform-contract';
import type { Actor } from '@tandem/platform-server';
import type { OrganisationDirectory } from '../directory/organisation-directory';

/** The locations to which roles limit an action; undefined where a role without such a limit allows it, or the action does not ask. */
function locationsFor(action: Action, { roles }: Actor): string[] | undefined {
  const { scope, anyOf } = permissionOf(action);
  const counting = roles.filter(({ role }) => anyOf.includes(role));
  return scope === 'location' && counting.length > 0 && counting.every(({ locations }) => locations) ? [...new Set(counting.flatMap(({ locations }) => locations ?? []))] : undefined;
}

/** The permission table as it concerns somebody, with those of the own organisation who may what they may not. */
export async function permissionViews(directory: OrganisationDirectory, actor: Actor): Promise<PermissionView[]> {
  const holder = { roles: actor.roles, programs: actor.programs, isPerson: actor.userId !== undefined };
  const actions = PERMISSIONS.map((row): Action => row.action);
  const held = await directory.whoHoldEach(actor.organisationId, actions.map((action) => permissionOf(action).anyOf));
  return actions.map((action, at) => {
    const reason = whyNot(action, holder);
    const [together, locations] = [togetherOf(action), reason ? undefined : locationsFor(action, actor)];
    return {
      ...{ action, allowed: reason === null, ...(reason ? { reason } : {}), requiredRoles: rolesOf(action) },
      ...(together.length > 0 ? { requiredTogether: together } : {}),
      ...{ requiredPrograms: [...permissionOf(action).programs], ...(locations ? { locations } : {}), heldBy: held[at] ?? [] },
    };
  });
}
