import { NestFactory } from '@nestjs/core';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { Logger } from 'nestjs-pino';

/**
 * A worker, at work when the promise resolves: relaying, running jobs, reconciling. The module must import `DatabaseModule`,
 * `EventsModule`, `JobsModule.forWorker` and `loggingModule`.
 * @throws Error when jobs and handlers do not fit together, the database role is unbound, or Redis may evict.
 */
export async function createWorkerApp(module: DynamicModule): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(module, { bufferLogs: true, abortOnError: false });
  app.useLogger(app.get(Logger));
  app.get(Logger).log('ready', 'Worker');
  return app;
}
