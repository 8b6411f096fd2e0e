// Private Postgres and Redis for one Jest run, started only for projects that have specs which need them.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const needsServices = (rootDir) =>
  readdirSync(rootDir, { recursive: true })
    .filter((file) => /\.spec\.ts$|spec-parts.*\.ts$/.test(file))
    .some((file) => /@tandem\/platform-testing|\/testing'|from '\.\.?\/(test-database|test-redis|mail-sink)'/.test(readFileSync(join(rootDir, file), 'utf8')));

export default async function setup(_global, project) {
  if (!needsServices(project.rootDir)) return;
  const { startPostgres, removePostgres } = await import('../services/postgres.ts');
  const { startRedis } = await import('../services/redis.ts');
  const parent = mkdtempSync(join(tmpdir(), 'tandem-test-'));
  const dir = join(parent, 'postgres');
  const [postgres, redis] = await Promise.all([startPostgres({ dir, throwAway: true }), startRedis()]);
  process.env.TANDEM_TEST_POSTGRES = postgres.url;
  process.env.TANDEM_TEST_REDIS = redis.url;
  globalThis.tandemTestServices = async () => {
    await Promise.all([postgres.stop(), redis.stop()]);
    removePostgres(dir);
    rmSync(parent, { recursive: true, force: true });
  };
}
