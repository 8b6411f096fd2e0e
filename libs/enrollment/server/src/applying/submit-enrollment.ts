import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { enrollmentSubmitted } from '@tandem/enrollment-contract';
import { Offboarding } from '@tandem/enrollment-domain';
import type { Enrollment } from '@tandem/enrollment-domain';
import { MpnAssociation, MpnLocation, Organisation, PartnerProfile, ProgramMembership, requireGoodStanding } from '@tandem/identity-domain';
import { AssociateLocation } from '@tandem/identity-server';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Events, expectVersion, Jobs } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { BusinessCalendars } from '../calendar/business-calendars';
import { reviewEnrollment } from '../enrollment.jobs';
import { lockEnrollment, recordEnrollment, subjectOf } from '../enrollment-record';
import { ContactLinks } from '../verification/contact-links';
import { ApplicationChecks } from './application-checks';
import { KeepProfiles } from './keep-profiles';

/** Submits the form, for the first time or once more (ENR-06, ENR-15). */
@Injectable()
export class SubmitEnrollment {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly jobs: Jobs,
    private readonly calendars: BusinessCalendars,
    private readonly checks: ApplicationChecks,
    private readonly links: ContactLinks,
    private readonly profiles: KeepProfiles,
    private readonly associating: AssociateLocation,
  ) {}

  /**
   * @throws DomainError NOT_FOUND, STALE, ACCOUNT_SUSPENDED (ORG-10), ENROLLMENT_LOCKED (ENR-15), everything that is missing (ENR-06 to ENR-12), MPN_… (MPN-01 to MPN-04);
   * of a transition also NOT_ELIGIBLE (TRN-01), ACKNOWLEDGEMENT_REQUIRED (TRN-04), MPN_NOT_CURRENT (MPN-09).
   */
  async run(actor: Actor & { readonly userId: string }, id: string, { acknowledged, etag }: { acknowledged: boolean; etag?: string | undefined }): Promise<void> {
    const { organisationId } = actor;
    requireGoodStanding(actor);
    const organisation = await this.em.findOneOrFail(Organisation, { id: organisationId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const enrollment = await lockEnrollment(this.em, id);
    expectVersion(enrollment, etag);
    if (enrollment.path === 'transition') await this.requireTransition(organisationId, acknowledged);

    const { application, state } = enrollment;
    const now = this.clock.now();
    const country = application.legalBusinessProfile.address?.country ?? organisation.country;
    const time = { now, calendar: await this.calendars.of(country) };
    enrollment.submit({ ...time, by: actor.userId, known: await this.knownContact(organisationId), webMail: this.checks.webMail, more: await this.checks.run(organisationId, application) });
    organisation.settleIn(country, await this.em.find(ProgramMembership, { organisationId }));
    await this.em.flush();
    await this.profiles.run(actor, application);
    if (application.mpnId !== undefined) await this.associating.run(actor, application.mpnId);
    await this.goOn(enrollment, now);
    recordEnrollment(this.events, enrollmentSubmitted, enrollment, { actor, before: { state }, after: { state: enrollment.state, ...(acknowledged ? { acknowledgedIrreversible: true } : {}) } });
    await this.em.flush();
  }

  /** To the contact, or straight to the review. */
  private async goOn(enrollment: Enrollment, now: Date): Promise<void> {
    if (enrollment.state === 'contact_pending') return this.links.ask(enrollment, 'submitted', now);
    const { id: enrollmentId, organisationId } = enrollment;
    this.jobs.add(reviewEnrollment, { enrollmentId, because: 'submitted' }, { subject: subjectOf(enrollmentId), organisationId });
  }

  /** Address of a contact of this organisation who has confirmed it before: nobody is asked twice (CON-12). */
  private async knownContact(organisationId: string): Promise<string | undefined> {
    const profile = await this.em.findOne(PartnerProfile, { organisationId, kind: 'legalbusiness', contactVerifiedAt: { $ne: null } });
    return (profile?.content['primaryContact'] as { email: string } | undefined)?.email;
  }

  /** Only marked partners, whose account stands on a location that is in use, and who know that there is no way back. */
  private async requireTransition(organisationId: string, acknowledged: boolean): Promise<void> {
    if (!(await this.em.findOne(Offboarding, { organisationId }))) throw new DomainError({ rule: 'TRN-01', reason: 'NOT_ELIGIBLE', kind: 'forbidden' });
    const association = await this.em.findOne(MpnAssociation, { organisationId, until: null });
    const location = association && (await this.em.findOne(MpnLocation, { mpnId: association.mpnId }));
    if (location?.status === 'inactive') throw new DomainError({ rule: 'MPN-09', reason: 'MPN_NOT_CURRENT', kind: 'conflict', field: 'mpnId' });
    if (!acknowledged) throw new DomainError({ rule: 'TRN-04', reason: 'ACKNOWLEDGEMENT_REQUIRED', kind: 'invalid', field: 'acknowledgedIrreversible' });
  }
}
