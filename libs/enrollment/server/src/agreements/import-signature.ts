import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { agreementImported } from '@tandem/enrollment-contract';
import type { GivenSignature } from '@tandem/enrollment-contract';
import { AgreementSignature, AgreementTemplate, readSignatureRow, requireCurrent, requireRipe } from '@tandem/enrollment-domain';
import { requireGoodStanding } from '@tandem/identity-domain';
import type { OrganisationProfile } from '@tandem/identity-server';
import { Clock, DomainError, regionOf } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { ActivateProgram } from '../activation/activate-program';
import { lockAgreements, ripenessOf } from './agreement-standing';
import type { VersionRow } from './agreement-versions';
import { recordSignature } from './signature-record';

/** Takes over one signature that exists already, as the operator (AGR-10): with evidence, and without a mail to anybody. */
@Injectable()
export class ImportSignature {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly activating: ActivateProgram,
  ) {}

  /**
   * An approved company becomes a reseller with it, if the version is the one that counts (AGR-03); of a reseller nothing changes that runs (AGR-05).
   * @param version the one that is named; undefined when there is none.
   * @throws DomainError as `readSignatureRow`, AGREEMENT_VERSION_UNKNOWN, AGREEMENT_ELSEWHERE, AGREEMENT_NOT_EFFECTIVE, AGREEMENT_SUPERSEDED (SM-4), ACCOUNT_SUSPENDED (ORG-10),
   * NOT_QUALIFIED (AGR-02), MPN_REQUIRED (MPN-07).
   */
  async run(actor: Actor & { readonly userId: string }, organisation: OrganisationProfile, given: GivenSignature, version: { readonly named: VersionRow | undefined; readonly current: VersionRow | undefined }): Promise<'imported' | 'unchanged'> {
    const now = this.clock.now();
    const row = readSignatureRow(given, now);
    const template = version.named && (await this.em.findOne(AgreementTemplate, { id: version.named.id }));
    if (!template) throw new DomainError({ rule: 'SM-4', reason: 'AGREEMENT_VERSION_UNKNOWN', kind: 'invalid', field: 'versionRank' });
    template.requireFor(organisation.country);
    requireGoodStanding(organisation);
    const { id: organisationId, country } = organisation;
    await lockAgreements(this.em, organisationId);
    if (await this.em.findOne(AgreementSignature, { organisationId, templateId: template.id, region: regionOf(country) ?? '' })) return 'unchanged';
    const ripeness = await ripenessOf(this.em, organisationId);
    requireRipe(ripeness.reseller ? { ...ripeness, mpnAssociated: true } : ripeness);
    if (template.effectiveFrom > now || !ripeness.reseller) requireCurrent(template, version.current, now);

    const signature = AgreementSignature.takeOver(template, { ...row, organisation, language: given.language ?? actor.locale });
    this.em.persist(signature);
    recordSignature(this.events, agreementImported, actor, signature);
    await this.activating.run(actor, organisationId, now, { at: signature.signedAt, signer: signature.signerName });
    await this.em.flush();
    return 'imported';
  }
}
