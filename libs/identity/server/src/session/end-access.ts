import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Ends what a person has open: sessions of the console, refresh tokens and links for another password; access tokens run out within the hour. For a password that was
 * changed or reset, and for a deactivation: what was opened before must not outlive it (SEC-02).
 * @param except hash of the session that stays, the one in which the person acts.
 */
export async function endAccess(em: EntityManager, userId: string, { except = '' }: { except?: string } = {}): Promise<void> {
  await em.execute('update session set ended_at = now() where user_id = ? and token_hash <> ? and ended_at is null', [userId, except]);
  await em.execute("delete from oidc_artifact where model in ('RefreshToken', 'AuthorizationCode', 'Grant') and payload ->> 'accountId' = ?", [userId]);
  await em.execute("update account_link set used_at = issued_at where user_id = ? and purpose = 'reset' and used_at is null", [userId]);
  await em.execute('delete from known_device where user_id = ?', [userId]);
}
