import { Injectable } from '@nestjs/common';
import type { Application } from '@tandem/enrollment-domain';
import type { GivenContent } from '@tandem/identity-domain';
import { ChangeProfile } from '@tandem/identity-server';
import type { Actor } from '@tandem/platform-server';

/** Keeps what a company applied with as its legal and support profiles, where it stands from then on (ENR-06). */
@Injectable()
export class KeepProfiles {
  constructor(private readonly changing: ChangeProfile) {}

  /** @throws DomainError what `PartnerProfile.change` refuses: nothing that an application without issues could hold. */
  async run(actor: Actor, { legalBusinessProfile, supportProfile }: Application): Promise<void> {
    const { registrationNumber = '', website = '', ...legal } = legalBusinessProfile;
    // Parts are whole by now: an application with gaps is never submitted. What is not there any more is cleared.
    await this.changing.run(actor, 'legalbusiness', { content: { ...legal, registrationNumber, website } as GivenContent<'legalbusiness'> });
    await this.changing.run(actor, 'support', { content: { website: '', ...supportProfile } });
  }
}
