// Processor time and memory of processes, from /proc; zeros where there is none.
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts in hundredths of a second for every program. */
const TICK_US = 10_000;

interface Stat {
  readonly parent: number;
  readonly ticks: number;
}

function statOf(pid: number | string): Stat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold spaces and brackets: fields are counted from behind it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
    // With the time of children that have ended: database connections come and go.
    return { parent: fields[1] ?? 0, ticks: [11, 12, 13, 14].reduce((sum, index) => sum + (fields[index] ?? 0), 0) };
  } catch {
    return undefined;
  }
}

function allPids(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

/** Processor time so far of the processes and all their descendants, in µs. */
export function cpuMicros(pids: readonly (number | undefined)[]): number {
  const stats = new Map(allPids().map((pid) => [Number(pid), statOf(pid)]));
  const isOurs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at; at = stats.get(at)?.parent) if (pids.includes(at)) return true;
    return false;
  };
  return [...stats].reduce((sum, [pid, stat]) => sum + (stat && isOurs(pid) ? stat.ticks * TICK_US : 0), 0);
}

/** Resident memory of a process in bytes. */
export function memoryOf(pid: number | undefined): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
