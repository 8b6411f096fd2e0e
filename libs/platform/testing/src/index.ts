export { company } from './cast';
export type { Company, NewCompany } from './cast';
export { mailSink } from './mail-sink';
export type { MailSink } from './mail-sink';
export { testDatabase } from './test-database';
export type { TestDatabase } from './test-database';
export { testRedis } from './test-redis';
export { until } from './until';
