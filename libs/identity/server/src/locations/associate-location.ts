import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { mpnAssociated } from '@tandem/identity-contract';
import { MpnAssociation, MpnLocation, Organisation } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { across, Events } from '@tandem/platform-server';
import type { Actor, Subject } from '@tandem/platform-server';
import { subjectOfLocation } from './location.view';

/** An MPN account as somebody names it, with whoever acts under it. */
export interface NamedAccount {
  readonly location: MpnLocation | undefined;
  readonly holder: MpnAssociation | undefined;
}

/**
 * What an MPN id names for an organisation: one of its own accounts, or one that another organisation holds; an account of somebody else that nobody
 * holds is as good as none (MPN-03, MPN-04).
 */
export async function findNamedAccount(em: EntityManager, organisationId: string, mpnId: string): Promise<NamedAccount> {
  return across('profile', async () => {
    const found = await em.findOne(MpnLocation, { mpnId });
    const holder = (await em.findOne(MpnAssociation, { mpnId, until: null, organisationId: { $ne: organisationId } })) ?? undefined;
    return { location: found && (found.organisationId === organisationId || holder) ? found : undefined, holder };
  });
}

/** How an association is named in events: it is a story of the organisation's location. */
const subjects = (location: MpnLocation | undefined): Subject[] => (location ? [subjectOfLocation(location.id)] : []);

/** Chooses the MPN location that an organisation's program account stands on (MPN-01 to MPN-04, MPN-08). */
@Injectable()
export class AssociateLocation {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** The one that is chosen already stays. @throws DomainError MPN_NOT_FOUND, MPN_NOT_LOCATION, MPN_COUNTRY_MISMATCH, MPN_IN_USE; the database refuses whoever comes second at the same moment. */
  async run(actor: Actor, mpnId: string): Promise<void> {
    const { organisationId } = actor;
    const organisation = await this.em.findOneOrFail(Organisation, { id: organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const current = (await this.em.findOne(MpnAssociation, { organisationId, until: null }, { refresh: true })) ?? undefined;
    if (current?.mpnId === mpnId) return;
    const { location, holder } = await findNamedAccount(this.em, organisationId, mpnId);
    const association = MpnAssociation.associate({ organisation, location, current, holder, now: this.clock.now() });
    // What ends comes first: one organisation has one association at a time.
    await this.em.flush();
    this.em.persist(association);
    this.events.add(mpnAssociated, {
      ...{ actor, organisations: [organisationId], subjects: subjects(location), data: { organisationId, mpnId } },
      ...{ before: { mpnId: current?.mpnId ?? null }, after: { mpnId } },
    });
    await this.em.flush();
  }
}
