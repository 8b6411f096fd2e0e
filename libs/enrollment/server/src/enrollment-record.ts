import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { Enrollment } from '@tandem/enrollment-domain';
import type { EventDefinition } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import type { Events, NewEvent, Subject } from '@tandem/platform-server';
import type * as z from 'zod';

/** How an enrollment is named in events, jobs and mails. */
export const subjectOf = (id: string): Subject => ({ type: 'enrollment', id });

/** An enrollment, locked for a change, so that what happens to it comes one after the other. @throws DomainError NOT_FOUND (SEC-01). */
export async function lockEnrollment(em: EntityManager, id: string): Promise<Enrollment> {
  const enrollment = await em.findOne(Enrollment, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  if (!enrollment) throw notFound();
  return enrollment;
}

/** Records what happened to an enrollment, for the organisation and the operators; without an actor it was nobody who was signed in. */
export function recordEnrollment<Data extends z.ZodType>(
  events: Events,
  event: EventDefinition<Data>,
  { id, organisationId, path }: Pick<Enrollment, 'id' | 'organisationId' | 'path'>,
  { data, ...content }: Pick<NewEvent<Data>, 'actor' | 'before' | 'after'> & { readonly data?: Readonly<Record<string, unknown>> } = {},
): void {
  events.add(event, { ...content, organisations: [organisationId], subjects: [subjectOf(id)], data: { enrollmentId: id, path, ...data } as z.input<Data> });
}
