import { Module } from '@nestjs/common';
import { ReportBounce } from './report-bounce';
import { RetryDelivery } from './retry-delivery';
import { RetryJobs } from './retry-jobs';
import { WatchingController } from './watching.controller';

/** The routes of "Watching": deliveries, jobs, bounces. For the api; needs `EventsModule` and `JobsModule` beside it. */
@Module({ controllers: [WatchingController], providers: [RetryDelivery, RetryJobs, ReportBounce] })
export class WatchingModule {}
