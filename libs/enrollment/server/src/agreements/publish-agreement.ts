import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { agreementPublished } from '@tandem/enrollment-contract';
import { AgreementTemplate } from '@tandem/enrollment-domain';
import type { NewVersion } from '@tandem/enrollment-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { subjectOfTemplate } from './agreement-versions';

/** Publishes the next version of an agreement, as the operator. Whoever signed an earlier one keeps what it has, and is asked to sign again (SM-4). */
@Injectable()
export class PublishAgreement {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** @throws DomainError as `AgreementTemplate.publish`. */
  async run(actor: Actor, given: NewVersion): Promise<string> {
    const { agreementType } = given;
    // Two at once come one after the other: the second is compared with the first.
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`agreement versions ${agreementType}`]);
    const newest = await this.em.findOne(AgreementTemplate, { agreementType }, { orderBy: { versionRank: 'desc' } });
    const template = AgreementTemplate.publish({ ...given, newest, now: this.clock.now(), publishedBy: actor.userId ?? null });
    this.em.persist(template);
    const { id, versionRank, regions, countries, effectiveFrom, documents } = template;
    this.events.add(agreementPublished, {
      ...{ actor, organisations: [], subjects: [subjectOfTemplate(id)], data: { templateId: id, agreementType, versionRank } },
      ...(newest ? { before: { versionRank: newest.versionRank, hashes: { de: newest.documents.de.hash, en: newest.documents.en.hash } } } : {}),
      after: { versionRank, regions, countries, effectiveFrom: effectiveFrom.toISOString(), hashes: { de: documents.de.hash, en: documents.en.hash } },
    });
    await this.em.flush();
    return id;
  }
}
