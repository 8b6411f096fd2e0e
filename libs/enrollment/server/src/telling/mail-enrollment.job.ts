import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Enrollment } from '@tandem/enrollment-domain';
import { OrganisationDirectory } from '@tandem/identity-server';
import { Clock } from '@tandem/platform-kernel';
import { Config, DeliveryHandler } from '@tandem/platform-server';
import type { DeliveryRow, Mail } from '@tandem/platform-server';
import { askContact, tellContact } from '../enrollment.jobs';
import { ContactLinks } from '../verification/contact-links';
import { GUIDE_PATH } from '../welcome/guide.page';
import { contactMail, tellingMail, TELLINGS } from './enrollment.mail';
import type { EnrollmentMail, Telling } from './enrollment.mail';

/** The record a mail is about, and to whom it goes. */
@Injectable()
export class MailRecipients {
  constructor(
    private readonly em: EntityManager,
    private readonly organisations: OrganisationDirectory,
    private readonly config: Config,
  ) {}

  async of({ subject, locale, recipient }: DeliveryRow): Promise<{ readonly enrollment: Enrollment; readonly to: EnrollmentMail } | undefined> {
    const enrollment = await this.em.findOne(Enrollment, { id: subject.id });
    const organisation = enrollment && (await this.organisations.byId(enrollment.organisationId));
    if (!enrollment || !organisation) return undefined;
    const { companyName = organisation.name, primaryContact: contact } = enrollment.application.legalBusinessProfile;
    // A mail that was ordered for one contact is not addressed by the name of another.
    const name = contact?.email?.toLowerCase() === recipient.toLowerCase() ? `${contact.firstName ?? ''} ${contact.lastName ?? ''}`.trim() : '';
    return { enrollment, to: { locale, recipient, name, companyName, organisation: organisation.name, footer: this.config.get('MAIL_FOOTER') } };
  }
}

/** Mails the primary contact its present link, unless it was used or replaced meanwhile (EML-01). */
@Injectable()
export class AskContactJob extends DeliveryHandler {
  readonly job = askContact;

  constructor(
    private readonly recipients: MailRecipients,
    private readonly organisations: OrganisationDirectory,
    private readonly links: ContactLinks,
    private readonly clock: Clock,
  ) {
    super();
  }

  async compose(delivery: DeliveryRow): Promise<Mail | null> {
    const found = await this.recipients.of(delivery);
    const verification = await this.links.of(delivery.subject.id);
    if (found?.enrollment.state !== 'contact_pending' || verification?.deliveryId !== delivery.id || verification.stateAt(this.clock.now()) !== 'sent') return null;
    const person = await this.organisations.person(found.enrollment.startedBy);
    return contactMail(found.to, { url: this.links.urlOf(verification), expiresAt: verification.expiresAt, signedUpBy: person?.name ?? '' });
  }
}

const isTelling = (template: string): template is Telling => (TELLINGS as readonly string[]).includes(template);

/** Where each mail leads: what is decided is gone on with on the overview, everything else on the page of the enrollment. */
const PATHS: Partial<Record<Telling, string>> = { enrollment_approved: '/', enrollment_resumed: '/' };

/** These say whom to ask, too (VER-06, VER-07). */
const GUIDED: readonly Telling[] = ['enrollment_rejected', 'enrollment_information_requested', 'enrollment_stuck'];
/** Tells the primary contact what became of the enrollment (EML-02, EML-03, EML-09, EML-11). */
@Injectable()
export class TellContactJob extends DeliveryHandler {
  readonly job = tellContact;

  constructor(
    private readonly recipients: MailRecipients,
    private readonly config: Config,
  ) {
    super();
  }

  async compose(delivery: DeliveryRow): Promise<Mail | null> {
    const found = await this.recipients.of(delivery);
    const { template } = delivery;
    if (!found || !isTelling(template)) return null;
    const { enrollment, to } = found;
    const { expectedFrom: from, expectedUntil: until, decisionReason, decisionChecks } = enrollment;
    const said = template === 'enrollment_rejected' || template === 'enrollment_information_requested';
    return tellingMail(to, template, {
      url: this.config.get('PUBLIC_URL') + (PATHS[template] ?? '/enrollment'),
      ...(from && until && template === 'enrollment_in_review' ? { expected: { from, until, zone: this.config.get('BUSINESS_TZ') } } : {}),
      ...(said ? { reason: decisionReason ?? '', checks: decisionChecks } : {}),
      ...(GUIDED.includes(template) ? { guide: this.config.get('PUBLIC_URL') + GUIDE_PATH } : {}),
    });
  }
}
