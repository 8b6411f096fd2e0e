// PostgreSQL's programs for backups, where the machine has them.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Programs } from './postgres-place.ts';

export interface PostgresTools extends Programs {
  readonly dump: string;
  readonly restore: string;
}

/** Debian puts them aside, one folder for each version; elsewhere they are on the PATH. */
function folders(): string[] {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : [];
  return [...versions.map((version) => join(debian, version, 'bin')), ...(process.env.PATH ?? '').split(':').filter(Boolean)];
}

/** A dump program refuses servers that are newer than itself, so only a folder with the server of its own version counts; undefined: there is none. */
export function postgresTools(): PostgresTools | undefined {
  const has = (folder: string): boolean => ['pg_dump', 'pg_restore', 'initdb', 'postgres'].every((program) => existsSync(join(folder, program)));
  const bin = folders().find(has);
  return bin === undefined
    ? undefined
    : { dump: join(bin, 'pg_dump'), restore: join(bin, 'pg_restore'), initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres') };
}
