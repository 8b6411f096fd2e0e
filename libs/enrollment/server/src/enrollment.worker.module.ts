import { Module } from '@nestjs/common';
import { FollowHaltJob } from './review/follow-halt.job';
import { ReviewEnrollmentJob } from './review/review-enrollment.job';
import { SweepLate } from './review/sweep-late';
import { AskContactJob, MailRecipients, TellContactJob } from './telling/mail-enrollment.job';
import { TellContact } from './telling/tell-contact';
import { ContactLinks } from './verification/contact-links';

/** Enrollment in a worker: reviews, mails and sweeps. */
@Module({ providers: [AskContactJob, ContactLinks, FollowHaltJob, MailRecipients, ReviewEnrollmentJob, SweepLate, TellContact, TellContactJob] })
export class EnrollmentWorkerModule {}
