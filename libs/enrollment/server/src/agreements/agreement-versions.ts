import type { EntityManager } from '@mikro-orm/postgresql';
import { AgreementTemplate, covers, currentFor } from '@tandem/enrollment-domain';
import type { AgreementType } from '@tandem/enrollment-domain';
import { notFound } from '@tandem/platform-kernel';
import { query } from '@tandem/platform-server';
import type { Actor, Subject } from '@tandem/platform-server';

/** A version without its text. */
export interface VersionRow {
  readonly id: string;
  readonly agreementType: AgreementType;
  readonly versionRank: number;
  readonly regions: readonly string[] | null;
  readonly countries: readonly string[] | null;
  readonly titles: { readonly de: string; readonly en: string };
  readonly effectiveFrom: Date;
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
}

/** How a version is named in events. */
export const subjectOfTemplate = (id: string): Subject => ({ type: 'agreement_template', id });

const operates = ({ programs }: Actor): boolean => programs.includes('operator');

/** Every version of every agreement, the newest first, without the texts: there are as many as an operator has published. */
export async function readVersions(em: EntityManager): Promise<VersionRow[]> {
  const rows = await query<Omit<VersionRow, 'effectiveFrom' | 'publishedAt'> & { effectiveFrom: string; publishedAt: string }>(
    em,
    `select t.id, t.agreement_type as "agreementType", t.version_rank as "versionRank", t.regions, t.countries, t.effective_from as "effectiveFrom", t.published_at as "publishedAt",
       json_build_object('de', t.documents #>> '{de,title}', 'en', t.documents #>> '{en,title}') as titles,
       nullif(trim(u.first_name || ' ' || u.last_name), '') as "publishedBy"
     from agreement_template t left join partner_user u on u.id = t.published_by order by t.published_at desc, t.id desc`,
    [],
  );
  return rows.map((row) => ({ ...row, effectiveFrom: new Date(row.effectiveFrom), publishedAt: new Date(row.publishedAt) }));
}

/** Whether a version counts already, or no longer anywhere. */
export function stateOfVersion(version: VersionRow, versions: readonly VersionRow[], now: Date): 'scheduled' | 'current' | 'superseded' {
  const newer = versions.filter(({ agreementType, versionRank, effectiveFrom }) => agreementType === version.agreementType && versionRank > version.versionRank && effectiveFrom <= now);
  if (newer.some((other) => covers(other, version))) return 'superseded';
  return version.effectiveFrom > now ? 'scheduled' : 'current';
}

/** The version of a type that counts in a country; undefined when there is none (SM-4). */
export const currentOf = (versions: readonly VersionRow[], agreementType: AgreementType, country: string, now: Date): VersionRow | undefined =>
  currentFor(versions.filter((version) => version.agreementType === agreementType), country, now);

/**
 * One version with its text, as somebody may see it: operators every one, partners those for their country. Partner agreements are no matter of customers.
 * @throws DomainError NOT_FOUND (SEC-01).
 */
export async function findTemplate(em: EntityManager, actor: Actor, id: string): Promise<AgreementTemplate> {
  const template = await em.findOne(AgreementTemplate, { id });
  if (!template) throw notFound();
  if (!operates(actor) && (actor.programs.includes('customer') || !template.isFor(actor.country))) throw notFound();
  return template;
}
