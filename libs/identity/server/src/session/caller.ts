import type { EntityManager } from '@mikro-orm/postgresql';
import type { Program, RoleGrant } from '@tandem/platform-contract';
import { query } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { LIVE_SESSION } from './sessions';

interface OrganisationColumns {
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly country: string;
  readonly programs: Program[];
}

/** A person with everything the guard needs, read in one statement. */
export interface PersonRow extends OrganisationColumns {
  readonly user_id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: 'de' | 'en';
  readonly active: boolean;
  readonly roles: { role: RoleGrant['role']; locations: string[] | null }[];
  /** By token: whether the API client it came through is still there. By session: whether the session lives. */
  readonly live: boolean;
  readonly idle: boolean;
  /** How the person was identified (RFC 8176); by token, what the token says. */
  readonly amr: readonly string[];
}

/** An API client by itself. */
export interface ClientRow extends OrganisationColumns {
  readonly client_id: string;
  readonly name: string;
  readonly roles: RoleGrant[];
  readonly active: boolean;
}

const ORGANISATION = `o.id as organisation_id, o.name as organisation_name, o.country,
  (select coalesce(json_agg(m.program order by m.program), '[]') from program_membership m where m.organisation_id = o.id and m.state = 'active') as programs`;

const PERSON = `u.id as user_id, u.email, trim(u.first_name || ' ' || u.last_name) as name, u.locale, u.state = 'active' as active, ${ORGANISATION},
  (select coalesce(json_agg(json_build_object('role', r.role, 'locations', r.locations) order by r.role), '[]') from role_assignment r where r.user_id = u.id) as roles`;

/** The person of a session, also of one that has ended; undefined when there is no such session. */
export async function personBySession(em: EntityManager, tokenHash: string, hours: readonly [idle: number, all: number]): Promise<PersonRow | undefined> {
  const [row] = await query<PersonRow>(
    em,
    `select ${PERSON}, ${LIVE_SESSION} as live, s.seen_at < now() - interval '1 minute' as idle, s.amr
     from session s join partner_user u on u.id = s.user_id join organisation o on o.id = u.organisation_id where s.token_hash = ?`,
    [...hours, tokenHash],
  );
  return row;
}

/** The person of a token, with whether the API client that it came through is still there. */
export async function personByToken(em: EntityManager, userId: string, clientId: string, amr: readonly string[] = []): Promise<PersonRow | undefined> {
  const [row] = await query<Omit<PersonRow, 'amr'>>(
    em,
    `select ${PERSON}, exists (select from api_client c where c.client_id = ? and c.state = 'active') as live, false as idle
     from partner_user u join organisation o on o.id = u.organisation_id where u.id = ?`,
    [clientId, userId],
  );
  return row && { ...row, amr };
}

/** An API client by its id; undefined when there never was one. */
export async function clientByToken(em: EntityManager, clientId: string): Promise<ClientRow | undefined> {
  const [row] = await query<ClientRow>(
    em,
    `select c.client_id, c.name, c.roles, c.state = 'active' as active, ${ORGANISATION}
     from api_client c join organisation o on o.id = c.organisation_id where c.client_id = ?`,
    [clientId],
  );
  return row;
}

const organisationOf = (row: OrganisationColumns) => ({
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  country: row.country,
  programs: row.programs,
});

/** A person as the actor of a request. */
export const actingPerson = (row: PersonRow, clientId?: string): Actor => ({
  ...organisationOf(row),
  roles: row.roles.map(({ role, locations }) => (locations ? { role, locations } : { role })),
  userId: row.user_id,
  ...(clientId ? { clientId } : {}),
  name: row.name,
  email: row.email,
  locale: row.locale,
});

/** An API client as the actor of a request. */
export const actingClient = (row: ClientRow): Actor => ({
  ...organisationOf(row),
  roles: row.roles,
  clientId: row.client_id,
  name: row.name,
  locale: 'en',
});
