import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { profileChanged } from '@tandem/identity-contract';
import { Organisation, PartnerProfile } from '@tandem/identity-domain';
import type { GivenContent, ProfileKind } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Config, Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { subjectOfProfile } from './profile.view';

/** What is given of a profile; `name` is what the organisation is called from now on. */
export interface GivenProfile<Kind extends ProfileKind> {
  readonly content: GivenContent<Kind>;
  readonly name?: string | undefined;
}

/** Changes one of the profiles of the caller's own organisation (SCR-06). */
@Injectable()
export class ChangeProfile {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** The same change a second time does nothing. @throws DomainError STALE (API-07), and what `PartnerProfile.change` refuses. */
  async run<Kind extends ProfileKind>(actor: Actor, kind: Kind, { content, name }: GivenProfile<Kind>, etag?: string): Promise<void> {
    const organisationId = actor.organisationId;
    const now = this.clock.now();
    // Changes come one after the other, also two that make the first version: there is no row of theirs to lock yet.
    const organisation = await this.em.findOneOrFail(Organisation, { id: organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const found = await this.em.findOne(PartnerProfile, { organisationId, kind }, { refresh: true });
    expectVersion({ version: found?.version ?? 0 }, etag);

    const profile = found ?? PartnerProfile.open(organisationId, kind, now);
    const change = profile.change(content, { country: organisation.country, webMail: this.config.get('WEBMAIL_DOMAINS') }, now);
    const former = name === undefined ? undefined : organisation.rename(name);
    if (!change && former === undefined) return;
    profile.touch(now);
    this.em.persist(profile);
    const renamed = former === undefined ? undefined : { before: { companyName: former }, after: { companyName: organisation.name } };
    this.events.add(profileChanged, {
      ...{ actor, organisations: [organisationId], subjects: [subjectOfProfile(profile.id)], data: { profileId: profile.id, profile: kind } },
      before: { ...renamed?.before, ...change?.before },
      after: { ...renamed?.after, ...change?.after },
    });
    await this.em.flush();
  }
}
