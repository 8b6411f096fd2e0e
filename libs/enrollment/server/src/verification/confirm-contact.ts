import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { contactConfirmed } from '@tandem/enrollment-contract';
import { Enrollment } from '@tandem/enrollment-domain';
import type { ContactVerification } from '@tandem/enrollment-domain';
import { Organisation, PartnerProfile } from '@tandem/identity-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events, Jobs } from '@tandem/platform-server';
import { BusinessCalendars } from '../calendar/business-calendars';
import { reviewEnrollment } from '../enrollment.jobs';
import { lockEnrollment, recordEnrollment, subjectOf } from '../enrollment-record';
import { ContactLinks } from './contact-links';

/** The primary contact confirms that the company signed up and the address is its own; the review begins (VER-01, VER-02). */
@Injectable()
export class ConfirmContact {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly calendars: BusinessCalendars,
    private readonly links: ContactLinks,
  ) {}

  /** What a link asks; it changes nothing (SEC-06). @throws DomainError CONTACT_LINK_UNKNOWN, CONTACT_LINK_ENDED when another took its place. */
  async look(token: string): Promise<{ enrollment: Enrollment; verification: ContactVerification }> {
    const { verification, generation } = await this.links.read(token);
    verification.requireNewest(generation);
    return { enrollment: await this.em.findOneOrFail(Enrollment, { id: verification.enrollmentId }), verification };
  }

  /** @throws DomainError CONTACT_LINK_UNKNOWN, CONTACT_LINK_ENDED when it was used, replaced or has expired (SM-2). */
  async run(token: string): Promise<void> {
    const { verification: found } = await this.links.read(token);
    // The enrollment first, as everywhere: two at once wait for one another, and the second reads what the first has done.
    const enrollment = await lockEnrollment(this.em, found.enrollmentId);
    const { verification, generation } = await this.links.read(token);
    const now = this.clock.now();
    verification.confirm(generation, now);
    const { id: enrollmentId, organisationId } = enrollment;
    const { country } = await this.em.findOneOrFail(Organisation, { id: organisationId });
    enrollment.confirmContact({ now, calendar: await this.calendars.of(country) });
    const profile = await this.em.findOne(PartnerProfile, { organisationId, kind: 'legalbusiness' });
    profile?.verifyContact(now);
    this.jobs.add(reviewEnrollment, { enrollmentId, because: 'confirmed' }, { subject: subjectOf(enrollmentId), organisationId });
    recordEnrollment(this.events, contactConfirmed, enrollment, { before: { state: 'contact_pending' }, after: { state: enrollment.state, email: verification.email } });
    await this.em.flush();
  }
}
