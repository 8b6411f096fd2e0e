// Who a process is: a number alone is given to another program later, so it is kept together with the moment the process began.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

/** What tells this process from every other that has or had its number; undefined when it is gone. */
export function birthOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim() || undefined;
  const stat = read(`/proc/${pid}/stat`);
  if (!stat) return undefined;
  // The second field is the program's name in parentheses and may hold anything.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') return undefined;
  return `${read('/proc/sys/kernel/random/boot_id')?.trim()}/${fields[19]}`;
}

export const isAlive = (pid: number, birth: string): boolean => Boolean(birth) && birthOf(pid) === birth;

/** Sends a signal; a process or group that is gone already, or is another user's by now, is no error. */
export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Asks a process that is not our child to end, then makes it; its group goes with it. */
export async function endStranger(pid: number, birth: string, signal: NodeJS.Signals, graceMs = 5000): Promise<void> {
  if (!isAlive(pid, birth)) return;
  signalTo(pid, 'SIGCONT');
  signalTo(pid, signal);
  const until = Date.now() + graceMs;
  while (isAlive(pid, birth)) {
    if (Date.now() > until) {
      signalTo(-pid, 'SIGKILL');
      signalTo(pid, 'SIGKILL');
    }
    await wait(50);
  }
}
