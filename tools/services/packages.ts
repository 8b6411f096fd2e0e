// The system's package manager: only ever asked for what this machine lacks, and only when allowed.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { signalTo } from './processes.ts';

const MANAGERS = [
  { name: 'apt-get', update: ['update', '-qq'], install: ['install', '-y', '-qq', '--no-install-recommends'], asRoot: true },
  { name: 'dnf', install: ['install', '-y', '-q'], asRoot: true },
  { name: 'apk', install: ['add', '--no-progress'], asRoot: true },
  { name: 'brew', install: ['install', '--quiet'], asRoot: false },
] as const;

type Manager = (typeof MANAGERS)[number];
export type ManagerName = Manager['name'];

/** Whether a program can be run by its name. */
export const isThere = (program: string): boolean => spawnSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' }).status === 0;

const manager = (): Manager | undefined => MANAGERS.find(({ name }) => isThere(name));

/** What goes before a command that needs root: nothing for root, sudo when it asks for no password; undefined: not possible. */
function rights({ asRoot }: Manager): string[] | undefined {
  if (!asRoot || process.getuid?.() === 0) return [];
  return isThere('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}

async function allowed(what: string, command: string, signal?: AbortSignal): Promise<boolean> {
  if (process.env.TANDEM_INSTALL) return /^(yes|true|1)$/i.test(process.env.TANDEM_INSTALL);
  if (!process.stdin.isTTY || !process.stderr.isTTY) return true;
  // Without line editing, so that Ctrl-C stays a signal.
  const asking = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const answer = await asking.question(`${what} is missing. Install it now (${command})? [Y/n] `, signal ? { signal } : {}).finally(() => asking.close());
  return /^(y(es)?)?$/i.test(answer.trim());
}

/** Runs a command with its output in a log. @throws Error with the end of that log. */
export function runLogged(command: readonly string[], log: string, { signal, env, cwd }: { signal?: AbortSignal; env?: NodeJS.ProcessEnv; cwd?: string } = {}): Promise<void> {
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, 'a', 0o600);
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', file, file], detached: true, env, cwd });
    closeSync(file);
    // The whole group: what it started would go on otherwise.
    const group = (by: NodeJS.Signals): void => void (child.pid && signalTo(-child.pid, by));
    const end = (): void => {
      group('SIGTERM');
      setTimeout(group, 2000, 'SIGKILL').unref();
    };
    signal?.addEventListener('abort', end, { once: true });
    child.once('error', reject);
    child.once('exit', (code, by) => {
      signal?.removeEventListener('abort', end);
      group('SIGKILL');
      if (code === 0) return resolve();
      const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-30).join('\n');
      reject(new Error(`${command.join(' ')} failed (${by ?? `exit status ${code}`}):\n${tail}\nThe whole output: ${log}`));
    });
  });
}

/**
 * Installs a program by the system's package manager: asks on a terminal, goes ahead without one or with TANDEM_INSTALL=yes.
 * Returns the manager that did it; undefined when there is none, the rights are missing or the answer was no.
 * @throws Error when the package manager fails.
 */
export async function installPackage(what: string, packages: Readonly<Partial<Record<ManagerName, string>>>, log: string, signal?: AbortSignal): Promise<ManagerName | undefined> {
  const found = manager();
  const name = found && packages[found.name];
  const before = found && rights(found);
  if (!found || !name || !before) return undefined;
  if (!(await allowed(what, `${[...before, found.name].join(' ')} install ${name}`, signal))) return undefined;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if ('update' in found) await runLogged([...before, found.name, ...found.update], log, { signal, env });
  await runLogged([...before, found.name, ...found.install, name], log, { signal, env });
  return found.name;
}
