// One launcher per data folder: who holds it, and what an earlier one that died without a word left running.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { birthOf, endStranger, isAlive } from './processes.ts';
import type { Program } from './supervised.ts';

/** The launcher that holds a data folder. */
export interface Holder {
  readonly pid: number;
  readonly birth: string;
  readonly since: string;
  /** Where it is reached, for the person who tries to start a second one. */
  readonly url: string;
}

interface Entry {
  readonly name: string;
  readonly pid: number;
  readonly birth: string;
  readonly signal: NodeJS.Signals;
  readonly store: boolean;
}

/** The folder is in use by a launcher that lives. */
export class InUse extends Error {
  override readonly name = 'InUse';
  readonly holder: Holder;

  constructor(holder: Holder) {
    super(`Tandem already runs on this data since ${holder.since}: ${holder.url} (process ${holder.pid}). Stop it there with Ctrl-C, or: kill ${holder.pid}`);
    this.holder = holder;
  }
}

function json<Value>(path: string): Value | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Value;
  } catch {
    return undefined;
  }
}

/** The launcher that holds `dir` at this moment. */
export function holderOf(dir: string): Holder | undefined {
  const holder = json<Holder>(join(dir, 'launcher.json'));
  return holder && isAlive(holder.pid, holder.birth) ? holder : undefined;
}

/** The claim on a data folder, and the list of processes that belong to it. */
export class Claim {
  readonly #dir: string;
  readonly #entries = new Map<number, Entry>();

  /** @throws InUse when another launcher lives on it. */
  constructor(dir: string, url: string) {
    this.#dir = dir;
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const mine = join(dir, `launcher.${process.pid}`);
    const held = join(dir, 'launcher.json');
    const me: Holder = { pid: process.pid, birth: birthOf(process.pid) ?? '', since: new Date().toISOString(), url };
    writeFileSync(mine, JSON.stringify(me), { mode: 0o600 });
    try {
      while (!this.#take(mine, held)) {
        const holder = holderOf(dir);
        if (holder) throw new InUse(holder);
        this.#takeAway(held);
      }
    } finally {
      rmSync(mine, { force: true });
    }
  }

  /** A link appears with its contents, and only where there is none: of two launchers at once one gets it. */
  #take(mine: string, held: string): boolean {
    try {
      linkSync(mine, held);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return false;
    }
  }

  /** Removes a dead launcher's claim; puts back what another took in the meantime. */
  #takeAway(held: string): void {
    const stale = `${held}.${process.pid}`;
    try {
      renameSync(held, stale);
    } catch {
      return;
    }
    const found = json<Holder>(stale);
    if (found && isAlive(found.pid, found.birth)) linkSync(stale, held);
    rmSync(stale, { force: true });
  }

  /** Ends what an earlier launcher left running on this folder. Returns the names. */
  async endOrphans(): Promise<string[]> {
    const left = (json<Entry[]>(this.#list) ?? []).filter(({ pid, birth }) => isAlive(pid, birth));
    for (const stores of [false, true]) {
      await Promise.all(left.filter(({ store }) => store === stores).map(({ pid, birth, signal }) => endStranger(pid, birth, signal)));
    }
    return left.map(({ name }) => name);
  }

  add({ name, ends, store = false }: Program, pid: number): void {
    const birth = birthOf(pid);
    if (birth) this.#entries.set(pid, { name, pid, birth, signal: ends[0]?.[0] ?? 'SIGTERM', store });
    this.#write();
  }

  remove(pid: number): void {
    this.#entries.delete(pid);
    this.#write();
  }

  release(): void {
    rmSync(this.#list, { force: true });
    rmSync(join(this.#dir, 'launcher.json'), { force: true });
  }

  get #list(): string {
    return join(this.#dir, 'processes.json');
  }

  #write(): void {
    writeFileSync(`${this.#list}.new`, JSON.stringify([...this.#entries.values()]), { mode: 0o600 });
    renameSync(`${this.#list}.new`, this.#list);
  }
}
