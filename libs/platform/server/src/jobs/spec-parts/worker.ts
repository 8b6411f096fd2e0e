import type { INestApplicationContext, Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClockModule } from '../../clock/clock.module';
import { loadConfig } from '../../config/load-config';
import { EventsModule } from '../../events/events.module';
import { DatabaseModule } from '../../orm/database.module';
import { platformDatabase } from '../../orm/platform-database';
import { JobsModule } from '../jobs.module';
import type { JobsOptions } from '../jobs.module';

export interface WorkerSetup extends JobsOptions {
  readonly databaseUrl: string;
  /** With a prefix of its own; workers that belong together share it. */
  readonly redisUrl: string;
  /** Handlers of the definitions. */
  readonly handlers?: readonly Provider[];
  readonly settings?: Readonly<Record<string, string>>;
}

/** A worker for specs, at work when the promise resolves: the real modules on the spec's own database, queue and mail server. */
export async function startWorker({ databaseUrl, redisUrl, handlers = [], settings = {}, ...jobs }: WorkerSetup): Promise<INestApplicationContext> {
  class SpecWorkerModule {}
  const config = loadConfig({
    ...{ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'no-reply@tandem.example' },
    ...{ LINK_KEYS: 'k'.repeat(32), SESSION_KEYS: 's'.repeat(32), ...settings },
  });
  return NestFactory.createApplicationContext(
    {
      module: SpecWorkerModule,
      imports: [DatabaseModule.forRoot({ config, as: 'worker', parts: [platformDatabase] }), EventsModule, ClockModule, JobsModule.forWorker(jobs)],
      providers: [...handlers],
    },
    { logger: false, abortOnError: false },
  );
}
