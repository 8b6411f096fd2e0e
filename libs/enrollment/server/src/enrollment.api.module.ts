import { Module } from '@nestjs/common';
import { webhookEvents } from '@tandem/webhooks-server';
import { ActivateProgram } from './activation/activate-program';
import { AgreementsModule } from './agreements/agreements.module';
import { ApplicationChecks } from './applying/application-checks';
import { ChangeEnrollment } from './applying/change-enrollment';
import { DiscardEnrollment } from './applying/discard-enrollment';
import { EnrollmentViews } from './applying/enrollment.view';
import { EnrollmentsController } from './applying/enrollments.controller';
import { KeepProfiles } from './applying/keep-profiles';
import { StartEnrollment } from './applying/start-enrollment';
import { SubmitEnrollment } from './applying/submit-enrollment';
import { EachByItself } from './by-file/each-by-itself';
import { BusinessCalendars } from './calendar/business-calendars';
import { BusinessDayEntries } from './calendar/business-day-entries';
import { BusinessDaysController } from './calendar/business-days.controller';
import { AssignEnrollment } from './deciding/assign-enrollment';
import { DecideEnrollment } from './deciding/decide-enrollment';
import { RerunChecks } from './deciding/rerun-checks';
import { ReviewsController } from './deciding/reviews.controller';
import { SetCheck } from './deciding/set-check';
import { enrollmentWebhooks } from './enrollment.webhooks';
import { MarkOffboarding } from './offboarding/mark-offboarding';
import { OffboardingController } from './offboarding/offboarding.controller';
import { ReviewReadings } from './review/review-readings';
import { TellContact } from './telling/tell-contact';
import { ConfirmContact } from './verification/confirm-contact';
import { ContactLinks } from './verification/contact-links';
import { ContactQuestion } from './verification/contact-question';
import { ResendContactMail } from './verification/resend-contact-mail';
import { VerificationsController } from './verification/verifications.controller';
import { VerifyPageController } from './verification/verify-page.controller';
import { EnrollmentVettings } from './vetting';
import { GuidePageController } from './welcome/guide-page.controller';
import { WelcomePageController } from './welcome/welcome-page.controller';

const applying = [ApplicationChecks, ChangeEnrollment, DiscardEnrollment, EnrollmentViews, KeepProfiles, StartEnrollment, SubmitEnrollment];
const verification = [ConfirmContact, ContactLinks, ContactQuestion, ResendContactMail];
const deciding = [AssignEnrollment, DecideEnrollment, RerunChecks, SetCheck];

/** Enrollment in the api. Needs identity's directory, profiles and associations. */
@Module({
  imports: [AgreementsModule],
  controllers: [EnrollmentsController, ReviewsController, OffboardingController, BusinessDaysController, VerificationsController, VerifyPageController, WelcomePageController, GuidePageController],
  providers: [...applying, ...verification, ...deciding, ActivateProgram, BusinessCalendars, BusinessDayEntries, EnrollmentVettings, EachByItself, MarkOffboarding, ReviewReadings, TellContact, ...webhookEvents(enrollmentWebhooks)],
})
export class EnrollmentApiModule {}
