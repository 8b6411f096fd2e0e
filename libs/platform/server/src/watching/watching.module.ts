import { Module } from '@nestjs/common';
import { WatchReadings } from '../workers/watch-readings';
import { WorkersController } from '../workers/workers.controller';
import { BeginBulkAct } from './begin-bulk-act';
import { BulkActsController } from './bulk-acts.controller';
import { DeliveryFigures } from './delivery-figures';
import { HandleDelivery } from './handle-delivery';
import { HandleJob } from './handle-job';
import { MoveDeliveries } from './move-deliveries';
import { MoveJobs } from './move-jobs';
import { OutcomeReadings } from './outcome-readings';
import { ReportBounce } from './report-bounce';
import { ResolutionController } from './resolution.controller';
import { ResolveDelivery } from './resolve-delivery';
import { StoriesController } from './stories.controller';
import { WatchingController } from './watching.controller';

/** The routes of "Watching": deliveries, jobs, bulk acts, bounces, workers; and their figures. For the api; needs `EventsModule`, `JobsModule` and `TelemetryModule` beside it. */
@Module({
  controllers: [BulkActsController, ResolutionController, StoriesController, WatchingController, WorkersController],
  providers: [BeginBulkAct, DeliveryFigures, HandleDelivery, HandleJob, MoveDeliveries, MoveJobs, ReportBounce, ResolveDelivery, OutcomeReadings, WatchReadings],
})
export class WatchingModule {}
