import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { agreementSigned } from '@tandem/enrollment-contract';
import { AgreementSignature, requireCurrent, requireRipe } from '@tandem/enrollment-domain';
import type { AgreementLanguage } from '@tandem/enrollment-domain';
import { requireGoodStanding } from '@tandem/identity-domain';
import { Clock, DomainError, regionOf } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { ActivateProgram } from '../activation/activate-program';
import { lockAgreements, ripenessOf } from './agreement-standing';
import { currentOf, findTemplate, readVersions } from './agreement-versions';
import { recordSignature } from './signature-record';

/** How whoever signs has read the document, and where the request came from. */
export interface Reading {
  readonly language?: AgreementLanguage | undefined;
  readonly documentHash?: string | undefined;
  readonly ip: string | null;
}

/** Signs the version that counts, for the actor's organisation (AGR-02). The first signature begins the program (AGR-03); a later one changes nothing of it (AGR-05). */
@Injectable()
export class SignAgreement {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly activating: ActivateProgram,
  ) {}

  /**
   * Who signs twice, or after a colleague, gets the signature that stands: what they wanted is done, and it says who did it.
   * @returns the signature's id, and whether it is new.
   * @throws DomainError USER_REQUIRED, ACCOUNT_SUSPENDED (ORG-10), NOT_FOUND, AGREEMENT_NOT_EFFECTIVE, AGREEMENT_SUPERSEDED (SM-4),
   * NOT_QUALIFIED (AGR-02), MPN_REQUIRED (MPN-07), AGREEMENT_CHANGED (AGR-10).
   */
  async run(actor: Actor, templateId: string, { language = actor.locale, documentHash, ip }: Reading): Promise<{ id: string; created: boolean }> {
    const { userId, organisationId, country } = actor;
    if (userId === undefined) throw new DomainError({ rule: 'API-05', reason: 'USER_REQUIRED', kind: 'forbidden' });
    requireGoodStanding(actor);
    await lockAgreements(this.em, organisationId);
    const now = this.clock.now();
    const template = await findTemplate(this.em, actor, templateId);
    requireCurrent(template, currentOf(await readVersions(this.em), template.agreementType, country, now), now);
    const standing = await this.em.findOne(AgreementSignature, { organisationId, templateId, region: regionOf(country) ?? '' });
    requireRipe(await ripenessOf(this.em, organisationId));

    const signer = { userId, name: actor.name, email: actor.email ?? null };
    const signature = standing ?? AgreementSignature.sign(template, { organisation: { id: organisationId, country }, signer, language, documentHash, ip, now });
    if (!standing) {
      this.em.persist(signature);
      recordSignature(this.events, agreementSigned, actor, signature);
    }
    await this.activating.run({ ...actor, userId }, organisationId, now);
    await this.em.flush();
    return { id: signature.id, created: !standing };
  }
}
