import type { EntityManager } from '@mikro-orm/postgresql';
import { newId } from '@tandem/platform-kernel';
import { newRecoveryCodes, recoveryHash } from '../secrets/one-time-codes';

/** Puts ten new recovery codes in the place of all there were; only hashes are kept, so this is the one time they can be shown. */
export async function replaceRecoveryCodes(em: EntityManager, { userId, organisationId }: { userId: string; organisationId: string }): Promise<string[]> {
  const codes = newRecoveryCodes();
  await em.execute('delete from recovery_code where user_id = ?', [userId]);
  for (const code of codes)
    await em.execute('insert into recovery_code (id, organisation_id, user_id, hash) values (?, ?, ?, ?)', [newId(), organisationId, userId, recoveryHash(code) ?? '']);
  return codes;
}
