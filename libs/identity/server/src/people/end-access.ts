import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Ends all that a person's former password opened: sessions, refresh tokens and links for another password. In the running transaction:
 * either all of it ends with the change, or nothing does (SEC-02).
 */
export async function endSessions(em: EntityManager, userId: string): Promise<void> {
  await em.execute('update session set ended_at = now() where user_id = ? and ended_at is null', [userId]);
  await em.execute(`delete from oidc_artifact where payload ->> 'accountId' = ?`, [userId]);
  await em.execute("update account_link set used_at = issued_at where user_id = ? and purpose = 'reset' and used_at is null", [userId]);
}

/** Ends sign-ins under way as well: whoever has just come in with the former password must not be able to choose the next one. */
export async function endAccess(em: EntityManager, userId: string): Promise<void> {
  await endSessions(em, userId);
  await em.execute(`delete from oidc_artifact where model = 'Interaction' and payload #>> '{result,waiting,userId}' = ?`, [userId]);
}
