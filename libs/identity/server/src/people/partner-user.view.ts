import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartnerUser, UserState } from '@tandem/identity-contract';
import type { RoleGrant } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import { instantOf, query, resource } from '@tandem/platform-server';

interface PartnerUserRow {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly locale: 'de' | 'en';
  readonly state: UserState;
  readonly mustChangePassword: boolean;
  readonly createdAt: string | Date;
  readonly version: number;
  readonly roles: readonly { readonly role: RoleGrant['role']; readonly locations: readonly string[] | null }[];
  readonly lastSignInAt: string | Date | null;
  readonly invitedUntil: string | Date | null;
  /** What the list is ordered by, as the database folds it. */
  readonly last: string;
  readonly first: string;
}

const SELECT = `
  select u.id, u.email, u.first_name as "firstName", u.last_name as "lastName", u.locale, u.state, u.must_change_password as "mustChangePassword",
    u.created_at as "createdAt", u.version, s.at as "lastSignInAt", lower(u.last_name) as last, lower(u.first_name) as first,
    case when u.state = 'invited' then l.expires_at end as "invitedUntil",
    (select coalesce(json_agg(json_build_object('role', r.role, 'locations', r.locations) order by r.role), '[]') from role_assignment r where r.user_id = u.id) as roles
  from partner_user u left join last_sign_in s on s.user_id = u.id left join account_link l on l.user_id = u.id and l.purpose = 'join'`;


/** People of the wanted kind, in the order and number that `rest` says. */
export const readPartnerUsers = (em: EntityManager, rest: string, params: readonly unknown[]): Promise<PartnerUserRow[]> => query(em, `${SELECT} ${rest}`, params);

/** A person as the API shows them. */
export const partnerUserView = ({ createdAt, version, roles, lastSignInAt, invitedUntil, last: _last, first: _first, ...row }: PartnerUserRow): PartnerUser => ({
  ...row,
  roles: roles.map(({ role, locations }) => (locations ? { role, locations: [...locations] } : { role })),
  createdAt: instantOf(createdAt),
  ...(lastSignInAt === null ? {} : { lastSignInAt: instantOf(lastSignInAt) }),
  ...(invitedUntil === null ? {} : { invitedUntil: instantOf(invitedUntil) }),
  ...resource('PartnerUser', `/partnerusers/${row.id}`, version),
});

/** One person of an organisation. @throws DomainError NOT_FOUND, also for other organisations' people (SEC-01). */
export async function getPartnerUserView(em: EntityManager, organisationId: string, id: string): Promise<PartnerUser> {
  const [row] = await readPartnerUsers(em, 'where u.organisation_id = ? and u.id = ?', [organisationId, id]);
  if (!row) throw notFound();
  return partnerUserView(row);
}
