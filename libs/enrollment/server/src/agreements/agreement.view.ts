import type { EntityManager } from '@mikro-orm/postgresql';
import type { Agreement, AgreementSignature, AgreementTemplateSummary } from '@tandem/enrollment-contract';
import { lockOf } from '@tandem/enrollment-domain';
import type { AgreementLanguage, AgreementType } from '@tandem/enrollment-domain';
import { notFound, regionOf } from '@tandem/platform-kernel';
import { query, resource } from '@tandem/platform-server';
import type { Subject } from '@tandem/platform-server';
import type { Standing } from './agreement-standing';
import { currentOf, stateOfVersion } from './agreement-versions';
import type { VersionRow } from './agreement-versions';

/** A signature as read from the database. */
export interface SignatureRow {
  readonly id: string;
  readonly accountId: string;
  readonly agreementId: string;
  readonly agreementType: AgreementType;
  readonly versionRank: number;
  readonly title: string;
  readonly language: AgreementLanguage;
  readonly documentHash: string;
  readonly region: string;
  readonly signedAt: string;
  readonly signedBy: string | null;
  readonly signerName: string;
  readonly signerEmail: string | null;
  readonly source: 'signed' | 'imported';
  readonly evidence: string | null;
}

const SELECT = `
select s.id, s.organisation_id as "accountId", s.template_id as "agreementId", s.agreement_type as "agreementType", s.version_rank as "versionRank", s.language,
  t.documents -> s.language ->> 'title' as title, s.document_hash as "documentHash", s.region, s.signed_at as "signedAt", s.signed_by as "signedBy",
  s.signer_name as "signerName", s.signer_email as "signerEmail", s.source, s.evidence
from agreement_signature s join agreement_template t on t.id = s.template_id`;

/** How a signature is named in events. */
export const subjectOfSignature = (id: string): Subject => ({ type: 'agreement_signature', id });

/** Signatures; `rest` follows and begins with `where`. */
export const readSignatures = (em: EntityManager, rest: string, params: readonly unknown[]): Promise<SignatureRow[]> => query<SignatureRow>(em, `${SELECT} ${rest}`, params);

/** One of an organisation's own. @throws DomainError NOT_FOUND (SEC-01), also for one that is another's. */
export async function readSignature(em: EntityManager, organisationId: string, id: string): Promise<SignatureRow> {
  const [row] = await readSignatures(em, 'where s.organisation_id = ? and s.id = ?', [organisationId, id]);
  if (!row) throw notFound();
  return row;
}

/** The wire form of a signature. @param country the organisation's, which says which version counts now. */
export function signatureView(row: SignatureRow, versions: readonly VersionRow[], country: string, now: Date): AgreementSignature {
  const { signedAt, signedBy, signerName, signerEmail, evidence, ...rest } = row;
  const current = currentOf(versions, row.agreementType, country, now);
  return {
    ...rest,
    dateSigned: new Date(signedAt).toISOString(),
    signedBy: { name: signerName, ...(signedBy === null ? {} : { id: signedBy }), ...(signerEmail === null ? {} : { email: signerEmail }) },
    ...(evidence === null ? {} : { evidence }),
    superseded: current !== undefined && current.id !== row.agreementId,
    ...resource('AgreementSignature', `/agreementsignatures/${row.id}`),
  };
}

/** The wire form of the version that counts for an organisation, with where it stands (SM-4). What a review approved waits for its Global admin, whatever was signed before. */
export function agreementView(version: VersionRow, standing: Standing, { country, locale }: { readonly country: string; readonly locale: AgreementLanguage }): Agreement {
  const { newest, qualified, reseller } = standing;
  const accepted = newest?.agreementId === version.id && !qualified;
  const lock = accepted ? undefined : lockOf(standing);
  const open = newest && reseller ? 'superseded' : 'available';
  return {
    ...{ templateId: version.id, agreementType: version.agreementType, agreementLink: `/agreementtemplates/${version.id}/document`, versionRank: version.versionRank },
    ...{ title: version.titles[locale], effectiveFrom: version.effectiveFrom.toISOString(), region: regionOf(country) ?? '' },
    ...{ state: accepted ? 'accepted' : lock ? 'locked' : open, awaited: !accepted && (qualified || reseller) },
    ...(lock ? { lockedBy: lock } : {}),
    ...(newest ? { signature: { id: newest.id, versionRank: newest.versionRank, dateSigned: new Date(newest.signedAt).toISOString(), name: newest.signerName } } : {}),
    ...resource('Agreement', `/agreementtemplates/${version.id}`),
  };
}

/** The wire form of a version in the operator's list. */
export function templateSummary(version: VersionRow, versions: readonly VersionRow[], now: Date): AgreementTemplateSummary {
  const { id, agreementType, versionRank, regions, countries, titles, effectiveFrom, publishedAt, publishedBy } = version;
  return {
    ...{ id, agreementType, versionRank, titles: { ...titles }, state: stateOfVersion(version, versions, now) },
    ...(regions === null ? {} : { regions: [...regions] }),
    ...(countries === null ? {} : { countries: [...countries] }),
    ...{ effectiveFrom: effectiveFrom.toISOString(), publishedAt: publishedAt.toISOString() },
    ...(publishedBy === null ? {} : { publishedBy }),
    ...resource('AgreementTemplate', `/agreementtemplates/${id}`),
  };
}
