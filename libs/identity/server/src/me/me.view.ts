import type { EntityManager } from '@mikro-orm/postgresql';
import type { MeView } from '@tandem/identity-contract';
import { actionsOf } from '@tandem/platform-contract';
import { query } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';

/** The caller as the console and scripts see it; what it may do comes from the permission table. */
export async function meView(em: EntityManager, actor: Actor, sandbox: boolean): Promise<MeView> {
  const [row] = await query<{ domain: string; first_name: string | null; last_name: string | null }>(
    em,
    'select o.domain, u.first_name, u.last_name from organisation o left join partner_user u on u.id = ? where o.id = ?',
    [actor.userId ?? null, actor.organisationId],
  );
  const { userId, clientId, name, email = '', locale } = actor;
  return {
    ...(userId === undefined
      ? { client: { clientId: clientId ?? '', name } }
      : { user: { id: userId, email, firstName: row?.first_name ?? '', lastName: row?.last_name ?? '', name, locale } }),
    organisation: { id: actor.organisationId, name: actor.organisationName, domain: row?.domain ?? '', country: actor.country },
    programs: [...actor.programs],
    roles: actor.roles.map(({ role, locations }) => (locations ? { role, locations: [...locations] } : { role })),
    permissions: actionsOf({ roles: actor.roles, programs: actor.programs, isPerson: userId !== undefined }),
    sandbox,
    ...(actor.secondFactorMissing ? { secondFactorMissing: true } : {}),
  };
}
