import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { RoleHolder } from '@tandem/identity-contract';
import type { Standing } from '@tandem/identity-domain';
import type { Program, RoleNeed } from '@tandem/platform-contract';
import { across, RoleHolders } from '@tandem/platform-server';
import type { OrganisationNames } from '@tandem/platform-server';
import { standingColumns, standingOf } from './standing.view';
import type { StandingRow } from './standing.view';

/** What other contexts may know of an organisation. */
export interface OrganisationProfile extends Standing {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Programs held actively: a suspended organisation has none here, for nothing new is to begin with it (ORG-10). */
  readonly programs: readonly Program[];
  /** Active programs whose agreement has been signed. */
  readonly signed: readonly Program[];
  /** The MPN location it acts under; undefined before one is associated. */
  readonly mpn?: { readonly mpnId: string; readonly country: string };
}

interface Row extends Omit<OrganisationProfile, 'mpn' | keyof Standing>, StandingRow {
  readonly mpn_id: string | null;
  readonly mpn_country: string | null;
}

const PROFILE = `
  select o.id, o.name, o.domain, o.country,
    coalesce((select json_agg(m.program order by m.program) from program_membership m where m.organisation_id = o.id and m.state = 'active'), '[]') as programs,
    coalesce((select json_agg(m.program order by m.program) from program_membership m where m.organisation_id = o.id and m.state = 'active' and m.agreement_signed_at is not null), '[]') as signed,
    l.mpn_id, l.country as mpn_country, ${standingColumns('o')}
  from organisation o
  left join mpn_association a on a.organisation_id = o.id and a.until is null
  left join mpn_location l on l.mpn_id = a.mpn_id`;

const profileOf = ({ mpn_id, mpn_country, suspended, restricted, ...profile }: Row): OrganisationProfile => ({
  ...profile,
  ...standingOf({ suspended, restricted }),
  ...(mpn_id && mpn_country ? { mpn: { mpnId: mpn_id, country: mpn_country } } : {}),
});

/** The reader that identity offers downstream: organisations, and who holds a role in one. */
@Injectable()
export class OrganisationDirectory extends RoleHolders implements OrganisationNames {
  constructor(@Inject(EntityManager) private readonly em: EntityManager) {
    super();
  }

  /** One organisation; undefined when there is none with this id. */
  async byId(id: string): Promise<OrganisationProfile | undefined> {
    return (await this.byIds([id]))[0];
  }

  /** Several at once, in no order; ids that name nothing are left out. */
  async byIds(ids: readonly string[]): Promise<OrganisationProfile[]> {
    if (ids.length === 0) return [];
    const rows = await across('profile', () => this.em.execute<Row[]>(`${PROFILE} where o.id = any(?::uuid[])`, [`{${ids.join(',')}}`]));
    return rows.map(profileOf);
  }

  /**
   * The organisations that some names mean, by the name: a tenant id or a domain in lower case, or an MPN id that is in use. Names that mean
   * nothing are left out.
   */
  async named(names: readonly string[]): Promise<ReadonlyMap<string, OrganisationProfile>> {
    const found = await across('profile', () => this.em.execute<{ name: string; id: string }[]>(
      `select w.name, coalesce(t.id, d.id, l.organisation_id) as id from (select distinct value as name from jsonb_array_elements_text(?::jsonb)) w
       left join organisation t on t.id = case when w.name ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then w.name::uuid end left join organisation d on d.domain = w.name left join mpn_location l on l.mpn_id = w.name and l.status = 'active'
       where coalesce(t.id, d.id, l.organisation_id) is not null`,
      [JSON.stringify(names)],
    ));
    const profiles = new Map((await this.byIds([...new Set(found.map(({ id }) => id))])).map((profile) => [profile.id, profile]));
    return new Map(found.flatMap(({ name, id }) => [profiles.get(id)].flatMap((profile) => (profile ? [[name, profile] as const] : []))));
  }

  /** What organisations are called, by id; what names nothing is left out. */
  async namesOf(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.em.execute<{ id: string; name: string }[]>('select id, name from organisation_card where id = any(?::uuid[])', [`{${ids.join(',')}}`]);
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Ids of organisations whose name holds a text, whatever its case. */
  async idsLike(text: string): Promise<readonly string[]> {
    const rows = await this.em.execute<{ id: string }[]>('select id from organisation_card where name ilike ?', [`%${text.replace(/[\\%_]/g, '\\$&')}%`]);
    return rows.map(({ id }) => id);
  }

  /** Names of active people of the organisation whose roles meet one of the needs, a handful at most: for "Ask …". */
  async holdersOf(organisationId: string, anyOf: readonly RoleNeed[]): Promise<readonly string[]> {
    return (await this.whoHolds(organisationId, anyOf)).map(({ name }) => name);
  }

  /** The same people with their addresses and which of the roles they hold; roles that are needed together they hold together. */
  async whoHolds(organisationId: string, anyOf: readonly RoleNeed[]): Promise<RoleHolder[]> {
    return (await this.whoHoldEach(organisationId, [anyOf]))[0] ?? [];
  }

  /** For each of several sets of needs, in their order, the people who meet one of the set. */
  async whoHoldEach(organisationId: string, sets: readonly (readonly RoleNeed[])[]): Promise<RoleHolder[][]> {
    const rows = await this.em.execute<(RoleHolder & { at: number })[]>(
      `select s.at::int as at, h.name, h.email, h.roles from unnest(?::text[]) with ordinality as s(needs, at) cross join lateral (
         select trim(u.first_name || ' ' || u.last_name) as name, u.email,
           json_agg(distinct r.role order by r.role) filter (where r.role = any(regexp_split_to_array(s.needs, '[ +]'))) as roles
         from partner_user u join role_assignment r on r.user_id = u.id
         where u.organisation_id = ? and u.state = 'active'
         group by u.id having exists (select 1 from unnest(string_to_array(s.needs, ' ')) need where string_to_array(need, '+') <@ array_agg(r.role::text))
         order by name, u.email limit 5) h
       order by s.at, h.name, h.email`,
      [`{${sets.map((anyOf) => `"${anyOf.join(' ')}"`).join(',')}}`, organisationId],
    );
    return sets.map((_, at) => rows.filter((row) => row.at === at + 1).map(({ name, email, roles }) => ({ name, email, roles })));
  }

  /** Name and address of a person, for mails and replies; undefined when there is none, or nobody is meant. */
  async person(userId: string | null): Promise<{ name: string; email: string; locale: 'de' | 'en' } | undefined> {
    if (userId === null) return undefined;
    const [row] = await this.em.execute<{ name: string; email: string; locale: 'de' | 'en' }[]>(
      "select trim(first_name || ' ' || last_name) as name, email, locale from partner_user where id = ?",
      [userId],
    );
    return row;
  }
}
