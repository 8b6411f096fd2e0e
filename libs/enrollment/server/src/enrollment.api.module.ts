import { Module } from '@nestjs/common';

/** Enrollment in the api. Needs identity's directory. */
@Module({})
export class EnrollmentApiModule {}
