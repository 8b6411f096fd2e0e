import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createApiApp, settingsOfProcess } from '@tandem/platform-server';
import { ApiModule } from './api.module';

/** The built console lies beside the built api. */
const consoleDir = fileURLToPath(new URL('../admin/browser', import.meta.url));

const config = settingsOfProcess();
try {
  const app = await createApiApp(ApiModule.forRoot(config), config, existsSync(consoleDir) ? { consoleDir } : {});
  app.enableShutdownHooks(undefined, { useProcessExit: true });
  await app.listen(config.PORT, '::').catch((error: NodeJS.ErrnoException) => {
    // A machine without IPv6.
    if (error.code !== 'EAFNOSUPPORT' && error.code !== 'EADDRNOTAVAIL') throw error;
    return app.listen(config.PORT, '0.0.0.0');
  });
} catch (error) {
  process.stderr.write(`The api cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
}
