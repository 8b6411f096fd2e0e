import { createHash, randomUUID } from 'node:crypto';
import { MikroORM } from '@mikro-orm/postgresql';
import type { EntityManager } from '@mikro-orm/postgresql';
import { ormOptions, withUpstream } from '@tandem/platform-server';
import type { DatabasePart } from '@tandem/platform-server';
import { Client } from 'pg';

/** A migrated database of the spec's own worker, used as the role that api and worker have. */
export interface TestDatabase {
  readonly orm: MikroORM;
  /** Connection string of the owner, for what the application's role may not do. */
  readonly ownerUrl: string;
  /** A fresh entity manager, as a job gets it: it sees every organisation's rows unless a scope says otherwise. */
  em(): EntityManager;
  close(): Promise<void>;
}

const server = (): string => {
  const url = process.env['TANDEM_TEST_POSTGRES'];
  if (!url) throw new Error('No test server: specs with a database run through tools/jest/node.config.mjs');
  return url;
};

const at = (database: string): string => Object.assign(new URL(server()), { pathname: `/${database}` }).toString();

async function asServer<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: at('postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Makes the template once per set of migrations; jest's workers wait for each other. */
async function template(client: Client, parts: readonly DatabasePart[]): Promise<string> {
  const migrations = withUpstream(parts).flatMap((part) => part.migrations);
  const name = `template_${createHash('sha256').update(migrations.map((migration) => migration.name + String(migration)).join()).digest('hex').slice(0, 16)}`;
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount) return name;
  await client.query(`create database ${name}_unfinished`);
  const orm = await MikroORM.init({ ...ormOptions({ url: at(`${name}_unfinished`), parts, as: 'owner', pool: 2 }), logger: () => undefined });
  try {
    await orm.migrator.up();
  } finally {
    await orm.close(true);
  }
  await client.query(`alter database ${name}_unfinished rename to ${name}`);
  return name;
}

/**
 * A database with the tables of a context and all its upstream ones, cloned from a template (about 50 ms).
 * Specs invent their own organisations, so one database serves a whole spec file.
 */
export async function testDatabase(...parts: readonly DatabasePart[]): Promise<TestDatabase> {
  const name = `spec_${randomUUID().replaceAll('-', '')}`;
  await asServer(async (client) => {
    await client.query("select pg_advisory_lock(hashtext('tandem-test-template'))");
    const from = await template(client, parts);
    await client.query(`create database ${name} template ${from}`);
  });
  const orm = await MikroORM.init(ormOptions({ url: at(name), parts, as: 'worker' }));
  return {
    orm,
    ownerUrl: at(name),
    em: () => orm.em.fork() as EntityManager,
    close: async () => {
      await orm.close(true);
      await asServer((client) => client.query(`drop database ${name} with (force)`));
    },
  };
}
