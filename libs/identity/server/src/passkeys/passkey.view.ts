import type { EntityManager } from '@mikro-orm/postgresql';
import { listPasskeys } from '@tandem/identity-contract';
import type { PasskeyView } from '@tandem/identity-contract';
import { Passkey } from '@tandem/identity-domain';
import type { AnswerOf } from '@tandem/platform-contract';
import { collection } from '@tandem/platform-server';

/** A passkey as its person sees it. */
export const passkeyView = ({ id, name, createdAt, lastUsedAt }: Passkey): PasskeyView => ({
  id,
  name,
  createdAt: createdAt.toISOString(),
  ...(lastUsedAt ? { lastUsedAt: lastUsedAt.toISOString() } : {}),
});

/** The passkeys of a person, oldest first: ten at most. */
export async function passkeysView(em: EntityManager, userId: string, offered: boolean): Promise<AnswerOf<typeof listPasskeys>> {
  const held = await em.find(Passkey, { userId }, { orderBy: { createdAt: 'asc', id: 'asc' } });
  return { ...collection(held.map(passkeyView), { path: listPasskeys.path }), offered };
}
