import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { AuditModule, ClockModule, DatabaseModule, EventsModule, HealthModule, HttpModule, JobsModule, platformDatabase, SandboxModule, SavedViewsModule, StreamModule, TelemetryModule, TracingModule, WatchingModule } from '@tandem/platform-server';
import type { ConfigValues } from '@tandem/platform-server';
import { CONTEXTS } from './contexts';

/** The api: the foundation and every context. */
@Module({})
export class ApiModule {
  static forRoot(config: ConfigValues): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        DatabaseModule.forRoot({ config, parts: [platformDatabase, ...CONTEXTS.map(({ database }) => database)] }),
        ClockModule,
        JobsModule.forApi({ definitions: CONTEXTS.flatMap(({ jobs }) => jobs) }),
        EventsModule,
        HttpModule.forRoot({ reasons: CONTEXTS.map(({ reasons }) => reasons), constraints: CONTEXTS.map(({ constraints }) => constraints) }),
        TelemetryModule.forRoot(config),
        TracingModule.forService('tandem-api', config),
        HealthModule,
        StreamModule,
        WatchingModule,
        AuditModule,
        SavedViewsModule,
        SandboxModule.forRoot({ parts: [platformDatabase, ...CONTEXTS.map(({ database }) => database)], seeds: CONTEXTS.flatMap(({ sandbox }) => sandbox ?? []) }),
        ...CONTEXTS.map(({ module }) => module),
      ],
    };
  }
}
