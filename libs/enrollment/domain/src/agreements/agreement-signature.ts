import { defineEntity, p } from '@mikro-orm/core';
import { DomainError, newId, regionOf } from '@tandem/platform-kernel';
import type { AgreementTemplate, AgreementType } from './agreement-template';
import type { AgreementLanguage } from './agreement-text';

const AgreementSignatureSchema = defineEntity({
  name: 'AgreementSignature',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    templateId: p.uuid(),
    agreementType: p.text().$type<AgreementType>(),
    versionRank: p.integer(),
    language: p.text().$type<AgreementLanguage>(),
    /** Hash of the text that was signed, in that language. */
    documentHash: p.text(),
    /** Trading region of the organisation (AGR-05). */
    region: p.text(),
    /** The person, with name and address as they were: staff leaves, the signature stays. Null for an imported one. */
    signedBy: p.uuid().strictNullable(),
    signerName: p.text(),
    signerEmail: p.text().strictNullable(),
    signedAt: p.datetime(3),
    ip: p.text().strictNullable(),
    source: p.text().$type<'signed' | 'imported'>(),
    /** What proves an imported one. */
    evidence: p.text().strictNullable(),
  },
});

/** Who signs for an organisation, and from where. */
export interface Signing {
  readonly organisation: { readonly id: string; readonly country: string };
  readonly signer: { readonly userId: string; readonly name: string; readonly email: string | null };
  readonly language: AgreementLanguage;
  /** Hash of the document that was read, if whoever signs names it. */
  readonly documentHash?: string | undefined;
  readonly ip: string | null;
  readonly now: Date;
}

/** A signature that exists already, as it was read from a file. */
export interface Proof {
  readonly organisation: { readonly id: string; readonly country: string };
  readonly signer: { readonly name: string; readonly email: string | null };
  readonly language: AgreementLanguage;
  readonly signedAt: Date;
  readonly evidence: string;
}

/** What has to be true of an organisation that signs (AGR-02). */
export interface Ripeness {
  /** The review has approved it. */
  readonly qualified: boolean;
  /** It is a reseller already: a newer version asks for another signature (SM-4). */
  readonly reseller: boolean;
  readonly mpnAssociated: boolean;
}

/** Why an organisation cannot sign yet; undefined when it can. */
export function lockOf({ qualified, reseller, mpnAssociated }: Ripeness): 'NOT_QUALIFIED' | 'MPN_REQUIRED' | undefined {
  if (!qualified && !reseller) return 'NOT_QUALIFIED';
  return mpnAssociated ? undefined : 'MPN_REQUIRED';
}

/** @throws DomainError NOT_QUALIFIED (AGR-02), MPN_REQUIRED (MPN-07). */
export function requireRipe(ripeness: Ripeness): void {
  const lock = lockOf(ripeness);
  if (lock === 'NOT_QUALIFIED') throw new DomainError({ rule: 'AGR-02', reason: 'NOT_QUALIFIED', kind: 'conflict' });
  if (lock === 'MPN_REQUIRED') throw new DomainError({ rule: 'MPN-07', reason: 'MPN_REQUIRED', kind: 'conflict' });
}

/** @throws DomainError AGREEMENT_NOT_EFFECTIVE before its day, AGREEMENT_SUPERSEDED when another version counts (SM-4). */
export function requireCurrent(template: AgreementTemplate, current: { readonly id: string; readonly versionRank: number } | undefined, now: Date): void {
  if (current?.id === template.id) return;
  if (template.effectiveFrom > now) throw new DomainError({ rule: 'SM-4', reason: 'AGREEMENT_NOT_EFFECTIVE', kind: 'conflict', details: { effectiveFrom: template.effectiveFrom.toISOString() } });
  throw new DomainError({ rule: 'SM-4', reason: 'AGREEMENT_SUPERSEDED', kind: 'conflict', details: current ? { templateId: current.id, versionRank: current.versionRank } : {} });
}

/** What every signature keeps of the version and of whose it is. */
function under({ id: templateId, agreementType, versionRank, documents }: AgreementTemplate, { id: organisationId, country }: Proof['organisation'], language: AgreementLanguage) {
  const region = regionOf(country);
  if (!region) throw new DomainError({ rule: 'GEO-03', reason: 'COUNTRY_UNSUPPORTED', kind: 'invalid', field: 'country' });
  return { id: newId(), organisationId, templateId, agreementType, versionRank, language, documentHash: documents[language].hash, region };
}

/** That an organisation signed a version, once for its region. It never changes and is never removed (AGR-05, AGR-10). */
export class AgreementSignature extends AgreementSignatureSchema.class {
  /** @throws DomainError AGREEMENT_CHANGED when another document was read than this version's; COUNTRY_UNSUPPORTED without a region (GEO-03). */
  static sign(template: AgreementTemplate, { organisation, signer, language, documentHash, ip, now }: Signing): AgreementSignature {
    const { hash } = template.documents[language];
    if (documentHash !== undefined && documentHash !== hash) throw new DomainError({ rule: 'AGR-10', reason: 'AGREEMENT_CHANGED', kind: 'invalid', field: 'documentHash' });
    return Object.assign(new AgreementSignature(), {
      ...under(template, organisation, language),
      ...{ signedBy: signer.userId, signerName: signer.name, signerEmail: signer.email, signedAt: now, ip },
      ...{ source: 'signed' as const, evidence: null },
    });
  }

  /** One that exists already, with what proves it. @throws DomainError COUNTRY_UNSUPPORTED without a region (GEO-03). */
  static takeOver(template: AgreementTemplate, { organisation, signer, language, signedAt, evidence }: Proof): AgreementSignature {
    return Object.assign(new AgreementSignature(), {
      ...under(template, organisation, language),
      ...{ signedBy: null, signerName: signer.name, signerEmail: signer.email, signedAt, ip: null },
      ...{ source: 'imported' as const, evidence },
    });
  }
}

AgreementSignatureSchema.setClass(AgreementSignature);
