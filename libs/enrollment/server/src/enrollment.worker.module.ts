import { Module } from '@nestjs/common';
import { webhookAnnouncers } from '@tandem/webhooks-server';
import { agreementWebhooks } from './agreements/agreement.webhooks';
import { BusinessCalendars } from './calendar/business-calendars';
import { RecountWindowsJob } from './calendar/recount-windows.job';
import { enrollmentWebhooks } from './enrollment.webhooks';
import { AskOutsideJob } from './outside/ask-outside.job';
import { MailDomains } from './outside/mail-domains';
import { FollowHaltJob } from './review/follow-halt.job';
import { ReviewEnrollmentJob } from './review/review-enrollment.job';
import { SweepLate } from './review/sweep-late';
import { AskContactJob, MailRecipients, TellContactJob } from './telling/mail-enrollment.job';
import { TellContact } from './telling/tell-contact';
import { ContactLinks } from './verification/contact-links';

/** Enrollment in a worker: reviews, mails and sweeps. */
@Module({ providers: [AskContactJob, AskOutsideJob, BusinessCalendars, ContactLinks, FollowHaltJob, MailDomains, MailRecipients, RecountWindowsJob, ReviewEnrollmentJob, SweepLate, TellContact, TellContactJob, ...webhookAnnouncers([...enrollmentWebhooks, ...agreementWebhooks])] })
export class EnrollmentWorkerModule {}
