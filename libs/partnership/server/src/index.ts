export { partnershipJobs, partnershipSchedules } from './imports/imports.jobs';
export { PartnershipApiModule } from './partnership.api.module';
export { partnershipConstraints } from './partnership.constraints';
export { partnershipDatabase } from './partnership-database';
export { partnershipSandbox } from './directory/partnership-sandbox';
export { PartnershipDirectory } from './partnership.directory';
export { PartnershipWorkerModule } from './partnership.worker.module';
