export { PartnershipApiModule } from './partnership.api.module';
export { partnershipConstraints } from './partnership.constraints';
export { partnershipDatabase } from './partnership-database';
export { PartnershipDirectory } from './partnership.directory';
export { PartnershipWorkerModule } from './partnership.worker.module';
