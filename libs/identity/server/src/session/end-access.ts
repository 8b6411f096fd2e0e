import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Ends what a person has open: sessions of the console and refresh tokens; access tokens run out within the hour. For a password that was
 * changed or reset, and for a deactivation: what was opened before must not outlive it (SEC-02).
 * @param except hash of the session that stays, the one in which the person acts.
 */
export async function endAccess(em: EntityManager, userId: string, { except = '' }: { except?: string } = {}): Promise<void> {
  await em.execute('update session set ended_at = now() where user_id = ? and token_hash <> ? and ended_at is null', [userId, except]);
  await em.execute("delete from oidc_artifact where model in ('RefreshToken', 'AuthorizationCode', 'Grant') and payload ->> 'accountId' = ?", [userId]);
  await em.execute('delete from known_device where user_id = ?', [userId]);
}
