import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { ClockModule, DatabaseModule, EventsModule, JobsModule, loggingModule, platformDatabase, TracingModule } from '@tandem/platform-server';
import type { ConfigValues } from '@tandem/platform-server';
import { CONTEXTS } from './contexts';

/** Jobs beyond it wait for a connection; a database that refuses one would cost each of them an attempt. */
const MOST_CONNECTIONS = 40;

/** A worker: the foundation without HTTP, the relay, and every context's handlers. */
@Module({})
export class WorkerModule {
  static forRoot(config: ConfigValues): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        loggingModule(config),
        TracingModule.forService('tandem-worker', config),
        DatabaseModule.forRoot({ config, as: 'worker', parts: [platformDatabase, ...CONTEXTS.map(({ database }) => database)], pool: Math.min(config.WORKER_CONCURRENCY + 5, MOST_CONNECTIONS) }),
        ClockModule,
        EventsModule,
        JobsModule.forWorker({ definitions: CONTEXTS.flatMap(({ jobs }) => jobs), schedules: CONTEXTS.flatMap(({ schedules }) => schedules) }),
        ...CONTEXTS.map(({ module }) => module),
      ],
    };
  }
}
