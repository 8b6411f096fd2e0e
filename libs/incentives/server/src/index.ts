export { incentiveConstraints } from './incentive.constraints';
export { incentiveJobs, incentiveSchedules } from './incentive.jobs';
export { IncentivesApiModule } from './incentives.api.module';
export { incentivesDatabase } from './incentives-database';
export { incentivesSandbox } from './incentives-sandbox';
export { IncentivesWorkerModule } from './incentives.worker.module';
