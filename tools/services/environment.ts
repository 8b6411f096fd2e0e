// The settings that api, worker and migrations of a stack are started with.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Settings = Readonly<Record<string, string>>;

/** What a program needs from its surroundings to run at all; a private stack takes nothing else over, least of all a database. */
const SURROUNDINGS = /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TMPDIR|SystemRoot|LD_LIBRARY_PATH|SSL_CERT_\w+|NODE_EXTRA_CA_CERTS|LOG_LEVEL)$/;

/** The environment of this process: all that was set by whoever started it, or the bare surroundings. */
export function inherited(all: boolean): Settings {
  const entries = Object.entries(process.env).filter(([name, value]) => value !== undefined && (all ? !/^npm_|^INIT_CWD$/i.test(name) : SURROUNDINGS.test(name)));
  return Object.fromEntries(entries) as Settings;
}

const newKey = (): string => randomBytes(32).toString('base64url');

/** The sandbox's own signing keys, made once: links and sessions survive a restart. Only the owner can read the file. */
export function sandboxKeys(dir: string): Settings {
  const path = join(dir, 'keys.json');
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Settings;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const keys = { LINK_KEYS: newKey(), SESSION_KEYS: newKey(), BOUNCE_TOKEN: newKey() };
  writeFileSync(path, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}
