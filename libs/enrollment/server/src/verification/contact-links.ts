import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { ContactVerification } from '@tandem/enrollment-domain';
import type { Enrollment } from '@tandem/enrollment-domain';
import { OrganisationDirectory } from '@tandem/identity-server';
import { DomainError } from '@tandem/platform-kernel';
import { Config, Deliveries, SignedLinks } from '@tandem/platform-server';
import { askContact } from '../enrollment.jobs';
import { subjectOf } from '../enrollment-record';

/** Path under which primary contacts answer. */
export const VERIFY_PATH = '/verify/';

/** How a mail to a contact comes about: with a submission, because it is asked for again, or because another contact was named. */
type Occasion = 'submitted' | 'again';

/** Makes, mails and reads the links by which primary contacts confirm (SM-2). */
@Injectable()
export class ContactLinks {
  private readonly links: SignedLinks;

  constructor(
    private readonly em: EntityManager,
    private readonly organisations: OrganisationDirectory,
    private readonly deliveries: Deliveries,
    config: Config,
  ) {
    this.links = new SignedLinks(config, { path: VERIFY_PATH, purpose: 'verify' });
  }

  /** The verification of an enrollment's contact; undefined when nobody was asked yet. */
  async of(enrollmentId: string): Promise<ContactVerification | undefined> {
    return (await this.em.findOne(ContactVerification, { enrollmentId }, { refresh: true })) ?? undefined;
  }

  /** Mails the present contact a new link; the one before is dead with the commit. The caller holds the enrollment and flushes. @throws DomainError CONTACT_MAIL_LIMITED (VER-08). */
  async ask(enrollment: Enrollment, occasion: Occasion, now: Date): Promise<void> {
    const { id: enrollmentId, organisationId, startedBy } = enrollment;
    const asking = { email: enrollment.application.legalBusinessProfile.primaryContact?.email ?? '', linkKey: this.links.newestKey, now };
    const asked = await this.of(enrollmentId);
    if (occasion === 'again') asked?.askAgain(asking);
    else asked?.askAnew(asking);
    const present = asked ?? ContactVerification.ask({ ...asking, organisationId, enrollmentId });
    const locale = (await this.organisations.person(startedBy))?.locale ?? 'en';
    present.deliveryId = this.deliveries.add({ template: 'contact_verification', recipient: present.email, locale, subject: subjectOf(enrollmentId), organisationId, job: askContact });
    this.em.persist(present);
  }

  urlOf(verification: ContactVerification): string {
    return this.links.urlOf(verification);
  }

  /** What a token names. @throws DomainError CONTACT_LINK_UNKNOWN: the same answer for every reason (SEC-02). */
  async read(token: string): Promise<{ readonly verification: ContactVerification; readonly generation: number }> {
    const target = this.links.targetOf(token);
    const verification = target && (await this.em.findOne(ContactVerification, { id: target.id }, { refresh: true }));
    if (!verification) throw new DomainError({ rule: 'SEC-02', reason: 'CONTACT_LINK_UNKNOWN', kind: 'missing' });
    return { verification, generation: target.generation };
  }
}
