import { Module } from '@nestjs/common';
import { AgreementsModule } from './agreements/agreements.module';

/** Enrollment in the api. Needs identity's directory. */
@Module({ imports: [AgreementsModule] })
export class EnrollmentApiModule {}
