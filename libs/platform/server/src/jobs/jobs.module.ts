import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { JobDefinition, ScheduleDefinition } from './definition';
import { JobDefinitions } from './job-definitions';

/** What the contexts bring: their job definitions (in api and worker) and schedules (worker). Handlers are providers of the contexts' worker modules. */
export interface JobsOptions {
  readonly definitions: readonly JobDefinition[];
  readonly schedules?: readonly ScheduleDefinition[];
}

/** Jobs: rows in Postgres, carried to the workers by BullMQ. */
@Global()
@Module({})
export class JobsModule {
  /** The api orders jobs, lets operators watch and retry them, and never touches Redis. */
  static forApi({ definitions }: JobsOptions): DynamicModule {
    const provided = { provide: JobDefinitions, useValue: new JobDefinitions(definitions) };
    return { module: JobsModule, providers: [provided], exports: [JobDefinitions] };
  }

  /** A worker relays, runs and reconciles; boot fails unless each definition and schedule has exactly one handler. */
  static forWorker({ definitions }: JobsOptions): DynamicModule {
    const provided = { provide: JobDefinitions, useValue: new JobDefinitions(definitions) };
    return { module: JobsModule, providers: [provided], exports: [JobDefinitions] };
  }
}
