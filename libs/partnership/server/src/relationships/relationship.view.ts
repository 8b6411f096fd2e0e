import type { EntityManager } from '@mikro-orm/postgresql';
import { withDates } from '@tandem/invitations-server';
import type { PartnerRelationship, RelationshipType } from '@tandem/partnership-contract';
import type { AdminAccess, Partnership } from '@tandem/partnership-domain';
import { resource } from '@tandem/platform-server';

/** A partnership with the partner on the other side, as read from the database. */
export interface RelationshipRow extends Pick<Partnership, 'state' | 'adminAccess' | 'adminAccessChangedAt' | 'since' | 'until' | 'version'> {
  readonly id: string;
  readonly partnerId: string;
  readonly name: string;
  readonly country: string;
  readonly mpnId: string | null;
}

/** What the caller is of the partner that is shown, and which columns say so. */
export const SIDES = {
  is_indirect_cloud_solution_provider_of: { own: 'provider_id', partner: 'reseller_id', program: 'indirect_provider' },
  is_indirect_reseller_of: { own: 'reseller_id', partner: 'provider_id', program: 'indirect_reseller' },
} as const satisfies Record<RelationshipType, unknown>;

/** What partnerships are read from: `p` is the partnership, `o` the card of the partner on the other side. */
export const relationshipsOf = (type: RelationshipType): string => `partnership p join organisation_card o on o.id = p.${SIDES[type].partner}`;

/** The columns of a `RelationshipRow`. */
const selectRelationship = (type: RelationshipType): string => `
select p.id, p.state, p.admin_access as "adminAccess", p.admin_access_changed_at as "adminAccessChangedAt", p.since, p.until, p.version,
  o.id as "partnerId", o.name, o.country, o.mpn_id as "mpnId"
from ${relationshipsOf(type)}`;

/** Partnerships from one side; `rest` follows and begins with `where`. */
export async function readRelationships(em: EntityManager, type: RelationshipType, rest: string, params: readonly unknown[]): Promise<RelationshipRow[]> {
  const rows = await em.execute<RelationshipRow[]>(`${selectRelationship(type)} ${rest}`, [...params]);
  return rows.map((row) => withDates(row, 'adminAccessChangedAt', 'since', 'until'));
}

/** What the provider may do now: with the partnership ends everything it gave. */
export const accessOf = ({ state, adminAccess }: Pick<RelationshipRow, 'state' | 'adminAccess'>): AdminAccess => (state === 'active' ? adminAccess : 'removed');

/** The wire form of a partnership as one side sees it. */
export function relationshipView(row: RelationshipRow, type: RelationshipType): PartnerRelationship {
  return {
    id: row.partnerId,
    name: row.name,
    relationshipType: type,
    state: row.state === 'active' ? 'Active' : 'Terminated',
    ...(row.mpnId === null ? {} : { mpnId: row.mpnId }),
    location: row.country,
    since: row.since.toISOString(),
    ...(row.until === null ? {} : { until: row.until.toISOString() }),
    delegatedAdmin: accessOf(row),
    ...resource('PartnerRelationship', `/relationships/${row.partnerId}`, row.version),
  };
}

/** What stands between an organisation and a partner, from whichever side it is on; undefined when there has never been anything. */
export async function findRelationship(em: EntityManager, organisationId: string, partnerId: string): Promise<{ row: RelationshipRow; type: RelationshipType } | undefined> {
  for (const type of Object.keys(SIDES) as RelationshipType[]) {
    const { own, partner } = SIDES[type];
    const [row] = await readRelationships(em, type, `where p.${own} = ? and p.${partner} = ?`, [organisationId, partnerId]);
    if (row) return { row, type };
  }
  return undefined;
}

/** The same in its wire form. */
export async function readRelationship(em: EntityManager, organisationId: string, partnerId: string): Promise<PartnerRelationship | undefined> {
  const found = await findRelationship(em, organisationId, partnerId);
  return found && relationshipView(found.row, found.type);
}
