// A process that is meant to run until it is told to stop: started again with back-off when it dies.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, createWriteStream, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { guard, release } from './guardian.ts';
import { signalTo } from './processes.ts';

export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** File that its output is added to. */
  readonly log: string;
  /** How it is asked to end, and for how many milliseconds each request is waited for; SIGKILL follows. */
  readonly ends: readonly (readonly [NodeJS.Signals, number])[];
  /** Others depend on it, so it ends last. */
  readonly store?: boolean;
  /** Gets each line of output; without it the program writes into the log by itself, and goes on when the launcher dies. */
  readonly heard?: (line: string) => void;
}

/** Where the numbers of living children are kept, and where people read what happens to them. */
export interface Watcher {
  add(program: Program, pid: number): void;
  remove(pid: number): void;
  say(text: string): void;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 30_000;
const SETTLED_MS = 20_000;

export class Supervised {
  readonly program: Program;
  /** How often it was started again after dying by itself. */
  restarts = 0;
  /** How it ended last: an exit status or the signal that killed it. */
  ended: number | NodeJS.Signals | undefined;
  readonly #watcher: Watcher;
  #child: ChildProcess | undefined;
  #gone: Promise<void> = Promise.resolve();
  #wanted = false;
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(program: Program, watcher: Watcher = { add: () => undefined, remove: () => undefined, say: () => undefined }) {
    this.program = program;
    this.#watcher = watcher;
    mkdirSync(dirname(program.log), { recursive: true });
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  get running(): boolean {
    return this.#child !== undefined;
  }

  start(): void {
    this.#wanted = true;
    if (!this.#child) this.#spawn();
  }

  /** Sends a signal to the process itself, for faults and tests; undefined effects are the supervisor's to mend. */
  signal(signal: NodeJS.Signals): void {
    if (this.pid) signalTo(this.pid, signal);
  }

  /** Ends it for good: asks, waits, kills; nothing of its group is left. */
  async stop(hurry = false): Promise<void> {
    this.#wanted = false;
    clearTimeout(this.#timer);
    const pid = this.pid;
    if (!pid) return;
    signalTo(pid, 'SIGCONT');
    for (const [signal, graceMs] of hurry ? [] : this.program.ends) {
      signalTo(pid, signal);
      if (await Promise.race([this.#gone.then(() => true), wait(graceMs, false, { ref: false })])) break;
    }
    signalTo(-pid, 'SIGKILL');
    await this.#gone;
  }

  async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  /** The last lines of its log, for a message about its failure. */
  tail(lines = 15): string {
    try {
      return readFileSync(this.program.log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
    } catch {
      return '';
    }
  }

  #spawn(): void {
    const { name, command, args, cwd, env, uid, gid, log, heard, ends, store } = this.program;
    const file = heard ? undefined : openSync(log, 'a', 0o600);
    const child = spawn(command, args, { cwd, env, uid, gid, detached: true, stdio: ['ignore', file ?? 'pipe', file ?? 'pipe'] });
    if (file !== undefined) closeSync(file);
    if (heard) this.#listen(child, log, heard);
    const began = Date.now();
    this.#child = child;
    this.#gone = new Promise((done) => {
      const end = (how: number | NodeJS.Signals, why = ''): void => {
        if (this.#child !== child) return;
        this.#child = undefined;
        this.ended = how;
        if (child.pid) {
          signalTo(-child.pid, 'SIGKILL');
          release(child.pid);
          this.#watcher.remove(child.pid);
        }
        done();
        if (this.#wanted) this.#again(`${typeof how === 'number' ? `exit status ${how}` : how}${why}`, Date.now() - began);
      };
      child.once('exit', (code, signal) => end(code ?? signal ?? 1));
      child.once('error', (error) => end(127, `: ${error.message}`));
    });
    if (!child.pid) return;
    guard(child.pid, ends[0]?.[0] ?? 'SIGTERM', store ?? false);
    this.#watcher.add(this.program, child.pid);
    if (this.restarts > 0) this.#watcher.say(`${name} runs again (process ${child.pid})`);
  }

  #listen(child: ChildProcess, log: string, heard: (line: string) => void): void {
    const out = createWriteStream(log, { flags: 'a', mode: 0o600 });
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      stream.pipe(out, { end: false });
      createInterface({ input: stream }).on('line', heard);
    }
    child.once('close', () => out.end());
  }

  #again(how: string, livedMs: number): void {
    this.#failures = livedMs > SETTLED_MS ? 0 : this.#failures;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures++);
    this.#watcher.say(`${this.program.name} ended (${how}); it is started again in ${pause / 1000} s`);
    this.#timer = setTimeout(() => {
      this.restarts++;
      this.#spawn();
    }, pause);
  }
}
