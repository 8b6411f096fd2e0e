import { Module } from '@nestjs/common';
import { webhookAnnouncers } from '@tandem/webhooks-server';
import { agreementWebhooks } from './agreements/agreement.webhooks';

/** Enrollment in a worker: reviews, mails and sweeps. */
@Module({ providers: [...webhookAnnouncers(agreementWebhooks)] })
export class EnrollmentWorkerModule {}
