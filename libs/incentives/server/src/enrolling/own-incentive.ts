import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Incentive } from '@tandem/incentives-domain';
import type { Action } from '@tandem/platform-contract';
import { expectVersion, requirePermission } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockIncentive } from '../incentive-record';
import { readAddressees } from '../mailing/addressees';
import type { Addressee } from '../mailing/addressees';

/** An incentive that somebody is about to change, and the location that counts for it. */
export interface OwnIncentive {
  readonly incentive: Incentive;
  readonly addressee: Addressee;
}

/** Finds the incentive of a command and asks whether its caller may: a role counts at the locations it was given for (ROL-08, INC-05). */
@Injectable()
export class OwnIncentives {
  constructor(private readonly em: EntityManager) {}

  /** @throws DomainError NOT_FOUND (SEC-01), LOCATION_MISSING (ROL-08), STALE. */
  async lock(actor: Actor, action: Action, id: string, etag?: string): Promise<OwnIncentive> {
    const incentive = await lockIncentive(this.em, id);
    const addressee = (await readAddressees(this.em, [id])).get(id);
    if (!addressee) throw new Error(`Incentive ${id} belongs to no organisation`);
    requirePermission(actor, action, addressee.mpnId ?? undefined);
    expectVersion(incentive, etag);
    return { incentive, addressee };
  }
}
