import { Migration20261128060000_platform_audit } from '../audit/migrations/migration-20261128060000-platform-audit';
import { Migration20261120100500_platform_clock } from '../clock/migrations/migration-20261120100500-platform-clock';
import { Migration20261120101000_platform_event } from '../events/migrations/migration-20261120101000-platform-event';
import { Migration20261120104000_platform_stored_answer } from '../http/migrations/migration-20261120104000-platform-stored-answer';
import { Migration20261120102000_platform_job } from '../jobs/migrations/migration-20261120102000-platform-job';
import { Migration20261120105300_platform_job_trace } from '../jobs/migrations/migration-20261120105300-platform-job-trace';
import { Migration20261128070000_platform_outside_job } from '../jobs/migrations/migration-20261128070000-platform-outside-job';
import { Migration20261120103000_platform_delivery } from '../mail/migrations/migration-20261120103000-platform-delivery';
import { Migration20261120101150_platform_saved_view } from '../saved-views/migrations/migration-20261120101150-platform-saved-view';
import { Migration20261120501200_platform_monitor } from '../watching/migrations/migration-20261120501200-platform-monitor';
import type { DatabasePart } from './database-part';
import { Migration20261120100000_platform_role } from './migrations/migration-20261120100000-platform-role';

/** The tables that every context stands on: events, jobs, deliveries, stored answers, saved views, the clock, what watching needs. All plain rows, no entities. */
export const platformDatabase: DatabasePart = {
  name: 'platform',
  entities: [],
  migrations: [
    Migration20261120100000_platform_role,
    Migration20261120100500_platform_clock,
    Migration20261120101000_platform_event,
    Migration20261120101150_platform_saved_view,
    Migration20261120102000_platform_job,
    Migration20261120103000_platform_delivery,
    Migration20261120104000_platform_stored_answer,
    Migration20261120105300_platform_job_trace,
    Migration20261120501200_platform_monitor,
    Migration20261128060000_platform_audit,
    Migration20261128070000_platform_outside_job,
  ],
  upstream: [],
};
