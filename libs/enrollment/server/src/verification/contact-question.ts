import { Injectable } from '@nestjs/common';
import type { ContactVerificationView } from '@tandem/enrollment-contract';
import { OrganisationDirectory } from '@tandem/identity-server';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { ConfirmContact } from './confirm-contact';

/** What the holder of a link is asked, or has answered already. Reading changes nothing (SEC-06). */
@Injectable()
export class ContactQuestion {
  constructor(
    private readonly clock: Clock,
    private readonly organisations: OrganisationDirectory,
    private readonly confirming: ConfirmContact,
  ) {}

  /** @throws DomainError CONTACT_LINK_UNKNOWN, CONTACT_LINK_ENDED when it was replaced, has expired, or nobody is asked any more (SEC-02). */
  async of(token: string): Promise<ContactVerificationView> {
    const { enrollment, verification } = await this.confirming.look(token);
    const state = verification.stateAt(this.clock.now());
    if (state === 'expired' || (state === 'sent' && enrollment.state !== 'contact_pending')) throw new DomainError({ rule: 'SEC-02', reason: 'CONTACT_LINK_ENDED', kind: 'gone' });
    const person = await this.organisations.person(enrollment.startedBy);
    const { companyName = '' } = enrollment.application.legalBusinessProfile;
    const { email, expiresAt, confirmedAt } = verification;
    return { state, companyName, signedUpBy: person?.name ?? '', email, expiresAt: expiresAt.toISOString(), ...(confirmedAt === null ? {} : { confirmedAt: confirmedAt.toISOString() }) };
  }
}
