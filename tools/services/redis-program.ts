import { spawnSync } from 'node:child_process';
import { installPackage, isThere } from './packages.ts';

const PROGRAMS = ['redis-server', 'valkey-server'];

const WAYS = `Redis is needed and this machine has neither redis-server nor valkey-server. Three ways to get it:
  1. let the start install it:       TANDEM_INSTALL=yes npm start   (as root, or with sudo that asks for no password)
  2. install it yourself:            apt-get install redis-server · dnf install redis · apk add redis · brew install redis
  3. use one that runs elsewhere:    REDIS_URL=redis://host:6379 npm start   (maxmemory-policy noeviction)`;

/** The first of `redis-server` and `valkey-server` that this machine has; undefined when it has neither. */
export const redisProgram = (): string | undefined => PROGRAMS.find((program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0);

/** Debian starts what it installs; this one would hold port 6379 and start again with the machine, which nobody asked for. */
function stopService(): void {
  const systemd = spawnSync('systemctl', ['is-system-running'], { encoding: 'utf8' });
  if (systemd.stdout && !/offline|unknown/.test(systemd.stdout)) {
    spawnSync('systemctl', ['disable', '--now', 'redis-server'], { stdio: 'ignore' });
    return;
  }
  if (isThere('service')) spawnSync('service', ['redis-server', 'stop'], { stdio: 'ignore' });
  if (isThere('update-rc.d')) spawnSync('update-rc.d', ['redis-server', 'disable'], { stdio: 'ignore' });
}

/**
 * Makes sure that there is a Redis program, by the system's package manager when that is allowed.
 * @throws Error naming the three ways to get one.
 */
export async function ensureRedisProgram(log: string, say: (text: string) => void, signal?: AbortSignal): Promise<void> {
  if (redisProgram()) return;
  say("Redis is missing; the system's package manager is asked for it");
  const by = await installPackage('Redis', { 'apt-get': 'redis-server', dnf: 'redis', apk: 'redis', brew: 'redis' }, log, signal).catch((error: unknown) => {
    signal?.throwIfAborted();
    say(error instanceof Error ? error.message : String(error));
    return undefined;
  });
  if (by === 'apt-get') stopService();
  if (!redisProgram()) throw new Error(WAYS);
}
