import type { EntityManager } from '@mikro-orm/postgresql';
import type { AnswerOf } from '@tandem/platform-contract';
import type { getMpnProfile } from '@tandem/identity-contract';
import { PARTNER_PROGRAMS } from '@tandem/identity-domain';
import { DomainError } from '@tandem/platform-kernel';
import { query, resource } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';

const OWN = `
select l.mpn_id as "mpnId", o.name from mpn_location l join organisation o on o.id = l.organisation_id left join mpn_association a on a.mpn_id = l.mpn_id and a.until is null
where l.organisation_id = ? and l.status = 'active' order by a.id is null, l.type, l.mpn_id limit 1`;
const NAMED = `
select l.mpn_id as "mpnId", o.name from mpn_location l join organisation o on o.id = l.organisation_id
where l.mpn_id = ? and l.status = 'active' and (l.organisation_id = ? or ?::boolean)`;

/**
 * Whose an MPN ID is; without one the caller's own: what it is associated with, else its global account, else its first location. Partners look
 * up each other, as they name each other's IDs in orders; for everybody else another's ID is unknown.
 * @throws DomainError MPN_UNKNOWN (404, code 3000 as existing clients know it).
 */
export async function findMpnProfile(em: EntityManager, actor: Actor, mpnId: string | undefined): Promise<AnswerOf<typeof getMpnProfile>> {
  const isPartner = PARTNER_PROGRAMS.some((program) => actor.programs.includes(program));
  const [row] = await query<{ mpnId: string; name: string }>(em, mpnId ? NAMED : OWN, mpnId ? [mpnId, actor.organisationId, isPartner] : [actor.organisationId]);
  if (!row) throw new DomainError({ rule: 'MPN-03', reason: 'MPN_UNKNOWN', kind: 'missing', field: 'mpnId' });
  return { mpnId: row.mpnId, partnerName: row.name, profileType: 'MpnProfile', ...resource('MpnProfile', `/profiles/mpn?mpnId=${row.mpnId}`) };
}
