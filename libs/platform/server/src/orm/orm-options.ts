import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, UnderscoreNamingStrategy } from '@mikro-orm/postgresql';
import type { Options } from '@mikro-orm/postgresql';
import { withUpstream } from './database-part';
import type { DatabasePart } from './database-part';
import { releaseDeadConnections } from './dead-connections';
import { EVERYONE, NOBODY } from '../tenancy/scope';
import { APP_ROLE } from '../tenancy/scoped-query';
import { preparingClient } from './preparing-client';

export { APP_ROLE };

const CLIENTS = { app: preparingClient(NOBODY), worker: preparingClient(EVERYONE) };

/**
 * MikroORM's options for a set of contexts.
 * `as: 'app'` takes the role without rights to change events and sees what the present scope lets it see, nothing outside of one; `as: 'worker'` sees
 * every organisation's rows where no scope says otherwise; `as: 'owner'` is for migrations, seeds and resets only.
 */
export function ormOptions({ url, parts, as, pool = 10 }: { url: string; parts: readonly DatabasePart[]; as: 'app' | 'worker' | 'owner'; pool?: number }): Options {
  const all = withUpstream(parts);
  return defineConfig({
    clientUrl: url,
    // Its own context: inside a request the owner's work must not slip into the request's transaction.
    // Nest finds the database to close at the end only when the name is left to be the standard one.
    ...(as === 'owner' ? { contextName: 'owner' } : {}),
    entities: all.flatMap((part) => [...part.entities]),
    namingStrategy: UnderscoreNamingStrategy,
    driverOptions: { onPoolCreated: releaseDeadConnections, ...(as === 'owner' ? {} : { Client: CLIENTS[as], options: `-c role=${APP_ROLE}` }) },
    pool: { min: 0, max: pool },
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    migrations: {
      tableName: 'migration',
      transactional: true,
      allOrNothing: true,
      snapshot: false,
      migrationsList: all
        .flatMap((part) => [...part.migrations])
        .map((migration) => ({ name: migration.name, class: migration }))
        .sort((one, other) => one.name.localeCompare(other.name)),
    },
  });
}
