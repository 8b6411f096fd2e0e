import { BullModule } from '@nestjs/bullmq';
import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { BullMQOtel } from 'bullmq-otel';
import { DeliverySender } from '../mail/delivery-sender';
import { DeliveryRows } from '../mail/delivery-rows';
import { Mailer } from '../mail/mailer';
import { Pace } from '../mail/pace';
import { settleDelivery, SettleDelivery } from '../mail/settle-delivery';
import { Tracing } from '../telemetry/tracing';
import { workBulkAct } from '../watching/bulk-act.jobs';
import { MoveDeliveries } from '../watching/move-deliveries';
import { MoveJobs } from '../watching/move-jobs';
import { WorkBulkActJob } from '../watching/work-bulk-act.job';
import { Heartbeat } from '../workers/heartbeat';
import { ScheduleLog } from '../workers/schedule-log';
import { QUEUES } from './definition';
import type { JobDefinition, ScheduleDefinition } from './definition';
import { HandlerRegistry, Schedules } from './handler-registry';
import { JobDefinitions } from './job-definitions';
import { JobRows } from './job-rows';
import { JobRunner } from './job-runner';
import { Leases } from './leases';
import { QueueRedis } from './queue-redis';
import { queuesProvider, workerHosts } from './queues';
import { Reconciler } from './reconciler';
import { Relay } from './relay';

/** What the contexts bring: their job definitions (in api and worker) and schedules (worker). Handlers are providers of the contexts' worker modules. */
export interface JobsOptions {
  readonly definitions: readonly JobDefinition[];
  readonly schedules?: readonly ScheduleDefinition[];
}

@Global()
@Module({ providers: [QueueRedis], exports: [QueueRedis] })
class QueueRedisModule {}

const definitionsOf = ({ definitions }: JobsOptions) => ({ provide: JobDefinitions, useValue: new JobDefinitions([settleDelivery, workBulkAct, ...definitions]) });

/** Jobs: rows in Postgres, carried to the workers by BullMQ. Needs `EventsModule` beside it. */
@Global()
@Module({})
export class JobsModule {
  /** The api orders jobs and never touches Redis. */
  static forApi(options: JobsOptions): DynamicModule {
    const definitions = definitionsOf(options);
    return { module: JobsModule, providers: [definitions], exports: [definitions] };
  }

  /** A worker relays, runs and reconciles; boot fails unless each definition and schedule has exactly one handler. */
  static forWorker(options: JobsOptions): DynamicModule {
    const definitions = definitionsOf(options);
    return {
      module: JobsModule,
      imports: [
        DiscoveryModule,
        QueueRedisModule,
        BullModule.forRootAsync({
          imports: [QueueRedisModule],
          inject: [QueueRedis, { token: Tracing, optional: true }],
          useFactory: ({ client, prefix }: QueueRedis, tracing?: Tracing) => ({
            connection: client,
            prefix,
            ...(tracing?.on ? { telemetry: new BullMQOtel({ tracerName: 'tandem' }) } : {}),
          }),
        }),
        BullModule.registerQueue(...QUEUES.map((name) => ({ name }))),
      ],
      providers: [
        definitions,
        { provide: Schedules, useValue: new Schedules(options.schedules ?? []) },
        queuesProvider,
        HandlerRegistry,
        JobRows,
        DeliveryRows,
        Leases,
        Mailer,
        Pace,
        DeliverySender,
        SettleDelivery,
        MoveDeliveries,
        MoveJobs,
        WorkBulkActJob,
        ScheduleLog,
        JobRunner,
        Reconciler,
        Relay,
        ...workerHosts,
        Heartbeat,
      ],
      exports: [definitions],
    };
  }
}
