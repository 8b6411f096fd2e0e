import type { EntityManager } from '@mikro-orm/postgresql';
import type { SecondFactorView } from '@tandem/identity-contract';
import type { Config } from '@tandem/platform-server';
import { labelOf } from '../sign-in/outside-issuer';

interface Row {
  readonly confirmed_at: string | null;
  readonly left: number;
}

/** The second factor of a person as they see it; never the secret. */
export async function secondFactorView(em: EntityManager, userId: string, config: Config): Promise<SecondFactorView> {
  const [row] = await em.execute<Row[]>(
    'select f.confirmed_at, (select count(*)::int from recovery_code c where c.user_id = f.user_id and c.used_at is null) as left from second_factor f where f.user_id = ?',
    [userId],
  );
  const keptAt = labelOf(config);
  return {
    state: row ? (row.confirmed_at === null ? 'begun' : 'active') : 'none',
    ...(row?.confirmed_at ? { since: new Date(row.confirmed_at).toISOString() } : {}),
    recoveryCodesLeft: row?.confirmed_at ? row.left : 0,
    required: config.get('REQUIRE_MFA'),
    ...(keptAt === undefined ? {} : { keptAt }),
  };
}
