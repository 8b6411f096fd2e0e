import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Partnership } from '@tandem/partnership-domain';
import type { Pair } from '@tandem/partnership-domain';
import type { EventDefinition } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import type { Actor, Events } from '@tandem/platform-server';
import type * as z from 'zod';

/** Wire name of the kind of invitation that makes a partnership. */
export const PARTNERSHIP_REQUEST = 'partnership_request';

/** How a partnership is named in events. */
export const subjectOf = ({ id }: { readonly id: string }): { type: 'partnership'; id: string } => ({ type: 'partnership', id });

/** A partnership, locked for a change. @throws DomainError NOT_FOUND (SEC-01) when the pair has never had one. */
export async function lockPair(em: EntityManager, pair: Pair): Promise<Partnership> {
  const partnership = await em.findOne(Partnership, pair, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!partnership) throw notFound();
  return partnership;
}

/** Has everything that makes a partnership of these pairs come one after the other until the transaction ends; always in the same order, so that nobody waits for each other. */
export async function lockPairs(em: EntityManager, pairs: readonly Pair[]): Promise<void> {
  const keys = pairs.map(({ providerId, resellerId }) => `partnership ${providerId} ${resellerId}`);
  await em.execute('select pg_advisory_xact_lock(key) from (select distinct hashtextextended(value, 0) as key from jsonb_array_elements_text(?::jsonb) order by 1) as ordered', [JSON.stringify(keys)]);
}

type Ids = z.ZodObject<{ partnershipId: z.ZodUUID; providerId: z.ZodUUID; resellerId: z.ZodUUID }>;

/** Records what happened in a partnership; both sides may see it, nobody is mailed (EML-12). */
export function recordPartnership<Data extends z.ZodType>(
  events: Events,
  event: EventDefinition<Data>,
  { id, providerId, resellerId }: Partnership,
  { data, ...change }: { actor: Actor; data?: Omit<z.input<Data>, keyof z.input<Ids>>; before?: Record<string, unknown>; after: Record<string, unknown> },
): void {
  events.add(event, {
    ...change,
    organisations: [providerId, resellerId],
    subjects: [subjectOf({ id })],
    data: { partnershipId: id, providerId, resellerId, ...data } as unknown as z.input<Data>,
  });
}
