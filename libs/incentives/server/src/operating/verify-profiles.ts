import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { incentiveActionRequired, incentiveEnrolled } from '@tandem/incentives-contract';
import type { Verification } from '@tandem/incentives-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockIncentive, recordIncentive } from '../incentive-record';

/** A person of the operator says what was found of the profiles (INC-08). */
@Injectable()
export class VerifyProfiles {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** @throws DomainError NOT_FOUND, NOT_SUBMITTED for whoever comes second, STALE, VERIFICATION_NOTE_REQUIRED. */
  async run(actor: Actor, id: string, found: Pick<Verification, 'payout' | 'tax'> & { readonly note?: string | undefined }, etag?: string): Promise<void> {
    const incentive = await lockIncentive(this.em, id);
    const before = { state: incentive.state };
    incentive.verify(found, this.clock.now());
    // After the rule: whoever comes second is told that it was decided, not that the record is another one.
    expectVersion(incentive, etag);
    const { state, verification } = incentive;
    recordIncentive(this.events, state === 'enrolled' ? incentiveEnrolled : incentiveActionRequired, incentive, { actor, before, after: { state, ...(verification?.note === undefined ? {} : { reason: verification.note }) } });
    await this.em.flush();
  }
}
