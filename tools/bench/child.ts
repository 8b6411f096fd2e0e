// A reference in a process of its own, so that its processor time can be told from everybody else's.
import { fork } from 'node:child_process';
import { within } from '../services/workspace.ts';

export interface Reference {
  readonly pid: number | undefined;
  /** What it said when it was ready, for instance a port. */
  readonly ready: number;
  /** Orders something and waits for the answer. */
  ask(order: unknown): Promise<number[]>;
  stop(): void;
}

/** Starts `tools/bench/<file>`; it sends a number when it is ready, then a list of numbers per order. */
export async function startReference(file: string, ...args: readonly string[]): Promise<Reference> {
  const child = fork(within('tools', 'bench', file), [...args], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], execArgv: ['--disable-warning=ExperimentalWarning'] });
  const answer = <Value>(): Promise<Value> =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`${file} ended (${code})`));
      child.once('exit', ended);
      child.once('message', (message: Value) => {
        child.off('exit', ended);
        resolve(message);
      });
    });
  const ready = await answer<number>();
  return {
    pid: child.pid,
    ready,
    ask(order) {
      const answered = answer<number[]>();
      child.send(order as object);
      return answered;
    },
    stop: () => void child.kill('SIGTERM'),
  };
}
