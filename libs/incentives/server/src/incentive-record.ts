import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Incentive } from '@tandem/incentives-domain';
import type { EventDefinition } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import type { Events, NewEvent, Subject } from '@tandem/platform-server';
import type * as z from 'zod';

/** How an incentive is named in events, jobs and mails. */
export const subjectOf = (id: string): Subject => ({ type: 'incentive', id });

/** An incentive, locked for a change, so that what happens to it comes one after the other. @throws DomainError NOT_FOUND (SEC-01). */
export async function lockIncentive(em: EntityManager, id: string): Promise<Incentive> {
  const incentive = await em.findOne(Incentive, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!incentive) throw notFound();
  return incentive;
}

/** Several of them, locked in one order for everybody, so that two who lock several never wait for each other; by id, those that are gone are missing. */
export async function lockIncentives(em: EntityManager, ids: readonly string[]): Promise<ReadonlyMap<string, Incentive>> {
  const found = await em.find(Incentive, { id: { $in: [...ids] } }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' }, refresh: true });
  return new Map(found.map((incentive) => [incentive.id, incentive]));
}

/** Records what happened to an incentive, for the organisation and the operators; without an actor it was nobody who was signed in. */
export function recordIncentive<Data extends z.ZodType>(
  events: Events,
  event: EventDefinition<Data>,
  { id, organisationId, program, mpnId }: Pick<Incentive, 'id' | 'organisationId' | 'program' | 'mpnId'>,
  { data, ...content }: Pick<NewEvent<Data>, 'actor' | 'before' | 'after'> & { readonly data?: Readonly<Record<string, unknown>> } = {},
): void {
  const about = { incentiveId: id, program, ...(mpnId === null ? {} : { mpnId }) };
  events.add(event, { ...content, organisations: [organisationId], subjects: [subjectOf(id)], data: { ...about, ...data } as z.input<Data> });
}
