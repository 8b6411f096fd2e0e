import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartnerUser } from '@tandem/identity-domain';
import type { EventDefinition, RoleGrant } from '@tandem/platform-contract';
import type { Events, NewEvent, Subject } from '@tandem/platform-server';
import type * as z from 'zod';
import { actingPerson, personByToken } from '../session/caller';
import type { Person } from '../session/own-person';

/** A person as the subject of events, jobs and mails. */
export const subjectOfPerson = (userId: string): Subject => ({ type: 'partner_user', id: userId });

/** Roles as events carry them: in order, without what is not said. */
export const grantsOf = (held: readonly { role: RoleGrant['role']; locations?: readonly string[] | null | undefined }[]): RoleGrant[] =>
  held.map(({ role, locations }) => (locations ? { role, locations: [...locations] } : { role })).sort((one, other) => one.role.localeCompare(other.role));

/** Records what happened to a person; without an actor it was nobody who was signed in. */
export function recordPerson<Data extends z.ZodType>(
  events: Events,
  event: EventDefinition<Data>,
  { id, organisationId }: Pick<PartnerUser, 'id' | 'organisationId'>,
  content: Pick<NewEvent<Data>, 'actor' | 'before' | 'after'> & { readonly data?: Readonly<Record<string, unknown>> },
): void {
  const { data, ...rest } = content;
  events.add(event, { ...rest, organisations: [organisationId], subjects: [subjectOfPerson(id)], data: { userId: id, ...data } as z.input<Data> });
}

/** Records what a person did with their own account. */
export const recordOwn = <Data extends z.ZodType>(events: Events, event: EventDefinition<Data>, person: Person, data?: Readonly<Record<string, unknown>>): void =>
  recordPerson(events, event, { id: person.userId, organisationId: person.organisationId }, { actor: person, ...(data ? { data } : {}) });

/** Records what a person did where no session says yet who they are: signing in, or behind a link. In the transaction of `em`. */
export async function recordThemselves<Data extends z.ZodType>(em: EntityManager, events: Events, event: EventDefinition<Data>, userId: string, content: Pick<NewEvent<Data>, 'before' | 'after'> = {}): Promise<void> {
  const row = await personByToken(em, userId, '');
  if (row) recordPerson(events, event, { id: userId, organisationId: row.organisation_id }, { actor: actingPerson(row), ...content });
}
