export { agreementsSandbox } from './agreements/agreements-sandbox';
export { EnrollmentApiModule } from './enrollment.api.module';
export { enrollmentConstraints } from './enrollment.constraints';
export { enrollmentDatabase } from './enrollment-database';
export { enrollmentJobs, enrollmentSchedules } from './enrollment.jobs';
export { EnrollmentWorkerModule } from './enrollment.worker.module';
export { enrollmentSandbox } from './enrollment-sandbox';
