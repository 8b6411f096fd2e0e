import type { INestApplicationContext, Provider } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { testRedis } from '@tandem/platform-testing';
import type { TestDatabase } from '@tandem/platform-testing';
import { ClockModule } from '../clock/clock.module';
import type { ConfigValues } from '../config/config';
import { ConfigSchema } from '../config/config';
import { EventsModule } from '../events/events.module';
import { DatabaseModule } from '../orm/database.module';
import { platformDatabase } from '../orm/platform-database';
import type { JobsOptions } from './jobs.module';
import { JobsModule } from './jobs.module';

export interface WorkerSetup extends JobsOptions {
  readonly database: TestDatabase;
  /** Handlers of the definitions. */
  readonly handlers?: readonly Provider[];
  readonly smtp?: string;
  /** The worker's own view of Redis; two workers of one spec share it. */
  readonly redis?: string;
  readonly config?: Partial<ConfigValues>;
}

/** A worker for specs: the real modules on the spec's own database, Redis prefix and mail sink. */
export async function testWorker({ database, handlers = [], smtp = 'smtp://127.0.0.1:9', redis = testQueue(), config = {}, ...jobs }: WorkerSetup): Promise<INestApplicationContext> {
  class SpecWorkerModule {}
  const values: ConfigValues = {
    ...ConfigSchema.parse({
      DATABASE_URL: database.ownerUrl,
      REDIS_URL: redis,
      SMTP_URL: smtp,
      MAIL_FROM: 'no-reply@tandem.example',
      LINK_KEYS: 'k'.repeat(32),
      SESSION_KEYS: 's'.repeat(32),
    }),
    ...config,
  };
  return NestFactory.createApplicationContext(
    {
      module: SpecWorkerModule,
      imports: [DatabaseModule.forRoot({ config: values, parts: [platformDatabase] }), EventsModule, ClockModule, JobsModule.forWorker(jobs)],
      providers: [...handlers],
    },
    { logger: process.env['SPEC_LOG'] ? undefined : false, abortOnError: false },
  );
}

/** A Redis address with a prefix of its own. */
export function testQueue(): string {
  const { url, prefix } = testRedis();
  return `${url}?prefix=${prefix}`;
}

/** Waits until something is so. @throws Error after five seconds (or `within` milliseconds). */
export async function until<Result>(probe: () => Promise<Result | undefined | false>, within = 5_000): Promise<Result> {
  const deadline = Date.now() + within;
  for (;;) {
    const result = await probe();
    if (result) return result;
    if (Date.now() > deadline) throw new Error(`It did not come to be within ${within} ms`);
    await new Promise((done) => setTimeout(done, 20));
  }
}
