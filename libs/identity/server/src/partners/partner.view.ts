import type { EntityManager } from '@mikro-orm/postgresql';
import type { PartnerDetails, PartnerView } from '@tandem/identity-contract';
import { instantOf, query, resource } from '@tandem/platform-server';
import { notFound } from '@tandem/platform-kernel';
import { standingColumns, standingOf } from '../directory/standing.view';
import type { StandingRow } from '../directory/standing.view';
import { IS_PARTNER } from './partner-record';

type HeldProgram = PartnerView['programs'][number];

/** A partner as read from the database. */
export interface PartnerRow extends Pick<PartnerView, 'id' | 'name' | 'domain' | 'country'>, StandingRow {
  readonly createdAt: string | Date;
  readonly programs: (Pick<HeldProgram, 'program' | 'state' | 'since'> & { readonly agreementSignedAt: string | null })[];
  /** What the list is sorted by, with the id among equals. */
  readonly sortKey: string;
}

const SELECT = `
select o.id, o.name, o.domain, o.country, o.created_at as "createdAt", lower(o.name) as "sortKey", ${standingColumns('o')},
  coalesce((select json_agg(json_build_object('program', m.program, 'state', m.state, 'since', m.since, 'agreementSignedAt', m.agreement_signed_at) order by m.since, m.program)
    from program_membership m where m.organisation_id = o.id and m.state <> 'ended'), '[]') as programs
from organisation o where ${IS_PARTNER}`;

/** Partners; `rest` follows the `where`. */
export const readPartners = (em: EntityManager, rest: string, params: readonly unknown[]): Promise<PartnerRow[]> => query<PartnerRow>(em, `${SELECT} and ${rest}`, params);

/** One partner, with how many people can sign in. @throws DomainError NOT_FOUND. */
export async function readPartner(em: EntityManager, id: string): Promise<PartnerDetails> {
  const [row] = await readPartners(em, 'o.id = ?', [id]);
  if (!row) throw notFound();
  const [people] = await query<{ count: number }>(em, "select count(*)::int as count from partner_user where organisation_id = ? and state = 'active'", [id]);
  return { ...partnerView(row), people: people?.count ?? 0 };
}


/** The wire form of a partner. */
export function partnerView({ id, name, domain, country, createdAt, programs, suspended, restricted }: PartnerRow): PartnerView {
  const standing = standingOf({ suspended, restricted });
  return {
    ...{ id, name, domain, country },
    state: suspended ? 'suspended' : restricted ? 'restricted' : 'active',
    ...standing,
    programs: programs.map(({ program, state, since, agreementSignedAt }) => ({
      ...{ program, state, since: instantOf(since) },
      ...(agreementSignedAt === null ? {} : { agreementSignedAt: instantOf(agreementSignedAt) }),
    })),
    createdAt: instantOf(createdAt),
    ...resource('Partner', `/partners/${id}`),
  };
}
