import 'reflect-metadata';
import { MikroORM } from '@mikro-orm/postgresql';
import { SystemClock } from '@tandem/platform-kernel';
import { ormOptions, platformDatabase, settingsOfProcess } from '@tandem/platform-server';
import { Client } from 'pg';
import { CONTEXTS } from './contexts';

/** Two migrations at once wait for each other; the number is arbitrary and only ours. */
const LOCK = 7_236_481_905;

/** Whether nobody has ever been put into this database. */
async function isEmpty(orm: MikroORM): Promise<boolean> {
  const [row] = await orm.em.fork().execute<{ empty: boolean }[]>('select not exists (select from organisation) as empty');
  return row?.empty ?? false;
}

async function migrate(url: string, sandbox: boolean): Promise<string[]> {
  const parts = [platformDatabase, ...CONTEXTS.map(({ database }) => database)];
  const orm = await MikroORM.init(ormOptions({ url, parts, as: 'owner', pool: 4 }));
  try {
    const done = (await orm.migrator.up()).map(({ name }) => `ran ${name}`);
    const seeds = CONTEXTS.flatMap((context) => context.sandbox ?? []);
    if (!sandbox || seeds.length === 0 || !(await isEmpty(orm))) return done;
    await orm.em.fork().transactional(async (em) => {
      for (const part of seeds) await part.seed(em, new SystemClock());
    });
    return [...done, `filled the sandbox: ${seeds.map(({ name }) => name).join(', ')}`];
  } finally {
    await orm.close(true);
  }
}

/** Brings the database to this build, as its owner; fills an empty sandbox. Safe to run twice, also at once. */
const config = settingsOfProcess();
const guard = new Client({ connectionString: config.DATABASE_URL });
try {
  await guard.connect();
  await guard.query('select pg_advisory_lock($1)', [LOCK]);
  const done = await migrate(config.DATABASE_URL, config.SANDBOX);
  process.stdout.write(done.length > 0 ? `${done.join('\n')}\n` : 'The database is up to date\n');
} catch (error) {
  process.stderr.write(`The database could not be brought up to date: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await guard.end().catch(() => undefined);
}
