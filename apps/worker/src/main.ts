import 'reflect-metadata';
import { createWorkerApp, settingsOfProcess } from '@tandem/platform-server';
import { WorkerModule } from './worker.module';

const config = settingsOfProcess();
try {
  const app = await createWorkerApp(WorkerModule.forRoot(config));
  app.enableShutdownHooks(undefined, { useProcessExit: true });
} catch (error) {
  process.stderr.write(`The worker cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
