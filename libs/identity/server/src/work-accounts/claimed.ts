import type { EntityManager } from '@mikro-orm/postgresql';
import { query } from '@tandem/platform-server';

/** Whether an organisation is somebody's: it holds or held a program, or somebody has joined it. */
export async function isClaimed(em: EntityManager, organisationId: string): Promise<boolean> {
  const [row] = await query<{ claimed: boolean }>(
    em,
    `select exists (select from program_membership where organisation_id = ?) or exists (select from partner_user where organisation_id = ? and state <> 'invited') as claimed`,
    [organisationId, organisationId],
  );
  return row?.claimed ?? false;
}
