import type { EntityManager } from '@mikro-orm/postgresql';
import type { VettingStatus } from '@tandem/identity-contract';
import type { countResellerAgreementsExport, listResellerAgreements, ResellerAgreement, SIGNED_STATES } from '@tandem/partnership-contract';
import { EXPORT_COUNT_LIMIT } from '@tandem/platform-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { regionOf } from '@tandem/platform-kernel';
import { Conditions, containing, instantOf, pageSize, query, readCursor, resource, seekPage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import * as z from 'zod';
import { relationshipsOf } from '../relationships/relationship.view';

/** What narrows the table: list, export and count all read it here. */
export interface AgreementFilter {
  readonly q?: string | undefined;
  readonly signed?: (typeof SIGNED_STATES)[number] | undefined;
}

interface Row {
  readonly partnershipId: string;
  readonly since: string;
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly mpnId: string | null;
  readonly verification: VettingStatus | null;
  readonly signedAt: string | null;
}

const Position = z.object({ at: z.iso.datetime(), id: z.uuid() });
export type AgreementPosition = z.output<typeof Position>;

const FROM = `${relationshipsOf('is_indirect_cloud_solution_provider_of')} left join reseller_agreement a on a.organisation_id = o.id`;

function whereOf(organisationId: string, { q, signed }: AgreementFilter): Conditions {
  const where = new Conditions().add('p.provider_id = ?', organisationId).add(`p.state = 'active'`);
  if (q) where.add('o.name ilike ? or o.mpn_id like ?', containing(q), containing(q));
  if (signed) where.add(`a.signed_at is ${signed === 'signed' ? 'not null' : 'null'}`);
  return where;
}

/** At most `limit` partners after a position, the newest first. */
export function readAgreements(em: EntityManager, organisationId: string, filter: AgreementFilter, after: AgreementPosition | undefined, limit: number): Promise<Row[]> {
  const where = whereOf(organisationId, filter);
  if (after) where.add('(p.since, p.id) < (?::timestamptz, ?::uuid)', after.at, after.id);
  return query<Row>(
    em,
    `select p.id as "partnershipId", p.since, o.id, o.name, o.country, o.mpn_id as "mpnId", a.verification, a.signed_at as "signedAt"
     from ${FROM} where ${where.sql} order by p.since desc, p.id desc limit ${limit}`,
    where.params,
  );
}

/** Where a row stands in the order of the table. */
export const positionOf = ({ since, partnershipId }: Row): AgreementPosition => ({ at: instantOf(since), id: partnershipId });

/** The wire form of a row. Without the program there is nothing to verify, nor to sign. */
export const agreementView = ({ id, name, country, mpnId, verification, signedAt }: Row): ResellerAgreement => ({
  ...{ id, name, country, region: regionOf(country) ?? '', verification: verification ?? 'none', signed: signedAt !== null },
  ...(mpnId === null ? {} : { mpnId }),
  ...(signedAt === null ? {} : { signedAt: instantOf(signedAt) }),
  ...resource('ResellerAgreement', `/relationships/${id}`),
});

/** A page of the provider's partners with how they stand with the partner agreement (AGR-07). */
export async function listAgreementsOfResellers(em: EntityManager, { organisationId }: Actor, input: InputOf<typeof listResellerAgreements>): Promise<AnswerOf<typeof listResellerAgreements>> {
  const found = await readAgreements(em, organisationId, input.query, readCursor(input, Position), pageSize(input.query) + 1);
  return seekPage(input, found, { path: '/indirectresellers/agreements', view: agreementView, position: positionOf });
}

/** How many rows a filter leaves, up to the limit of an export's count. */
export async function countAgreementsOfResellers(em: EntityManager, { organisationId }: Actor, filter: AgreementFilter): Promise<AnswerOf<typeof countResellerAgreementsExport>> {
  const where = whereOf(organisationId, filter);
  const rows = await query<{ count: number }>(em, `select count(*)::int as count from (select from ${FROM} where ${where.sql} limit ${EXPORT_COUNT_LIMIT + 1}) as counted`, where.params);
  const count = rows[0]?.count ?? 0;
  return { count: Math.min(count, EXPORT_COUNT_LIMIT), more: count > EXPORT_COUNT_LIMIT };
}
