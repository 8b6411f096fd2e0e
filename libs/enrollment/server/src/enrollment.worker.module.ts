import { Module } from '@nestjs/common';

/** Enrollment in a worker: reviews, mails and sweeps. */
@Module({})
export class EnrollmentWorkerModule {}
