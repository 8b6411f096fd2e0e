import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { mpnLocationAdded } from '@tandem/identity-contract';
import { MpnLocation } from '@tandem/identity-domain';
import type { NewLocation } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Config, Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { subjectOfLocation } from './location.view';

/** Adds a location to the caller's own organisation; it gets a new MPN ID (MPN-06). */
@Injectable()
export class AddLocation {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Config) private readonly config: Config,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** Answers the new MPN ID. @throws DomainError with everything that `MpnLocation.add` refuses. */
  async run(actor: Actor, given: NewLocation): Promise<string> {
    const { organisationId } = actor;
    const [{ mpnId } = { mpnId: '' }] = await this.em.execute<{ mpnId: string }[]>(`select nextval('mpn_id')::text as "mpnId"`);
    const location = MpnLocation.add({ ...given, organisationId, mpnId, now: this.clock.now() }, this.config.get('WEBMAIL_DOMAINS'));
    this.em.persist(location);
    const { name, country, address, contact } = location;
    this.events.add(mpnLocationAdded, {
      ...{ actor, organisations: [organisationId], subjects: [subjectOfLocation(location.id)], data: { locationId: location.id, mpnId } },
      after: { mpnId, name, country, address, contact },
    });
    await this.em.flush();
    return mpnId;
  }
}
