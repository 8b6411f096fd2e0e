import { Module } from '@nestjs/common';
import { OutcomeReadings } from './outcome-readings';
import { ReportBounce } from './report-bounce';
import { ResolutionController } from './resolution.controller';
import { ResolveDelivery } from './resolve-delivery';
import { RetryDelivery } from './retry-delivery';
import { RetryJobs } from './retry-jobs';
import { WatchingController } from './watching.controller';

/** The routes of "Watching": deliveries, jobs, bounces; and their figures. For the api; needs `EventsModule`, `JobsModule` and `TelemetryModule` beside it. */
@Module({ controllers: [WatchingController, ResolutionController], providers: [ResolveDelivery, RetryDelivery, RetryJobs, ReportBounce, OutcomeReadings] })
export class WatchingModule {}
