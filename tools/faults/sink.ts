import { fork } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { within } from '../services/workspace.ts';
import type { SinkOrder } from './sink-process.ts';

/** A mail that the sink has accepted. */
export interface Accepted {
  readonly messageId: string;
  readonly recipient: string;
}

/** The outside judge: what really arrived, seen by nobody but the mail server. */
export interface Sink {
  readonly url: string;
  readonly accepted: readonly Accepted[];
  /** True when that many mails have been accepted, false when none has come for so long that no more will. */
  until(count: number, quietMs: number): Promise<boolean>;
  /** Holds all receipts back, so that senders wait and a backlog grows behind them; or gives them. */
  hold(): void;
  release(): void;
  /** From now on each receipt comes after so many milliseconds. */
  delay(ms: number): void;
  /** Tells the next recipients to come back later (451). */
  refuse(count: number): void;
  /** Takes no connection any more, or takes them again. */
  close(): void;
  open(): void;
  stop(): void;
}

/** Starts the sink; it gives each receipt after `delayMs`. */
export async function startSink(delayMs: number): Promise<Sink> {
  const accepted: Accepted[] = [];
  let lastAt = Date.now();
  const child = fork(within('tools', 'faults', 'sink-process.ts'), [String(delayMs)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The mail sink ended (${code})`)));
    child.on('message', (message: { port: number } | Accepted) => {
      if ('port' in message) return resolve(message.port);
      accepted.push(message);
      lastAt = Date.now();
    });
  });
  const ask = (order: SinkOrder): void => void child.send(order);
  return {
    url: `smtp://127.0.0.1:${port}`,
    accepted,
    async until(count, quietMs) {
      lastAt = Date.now();
      while (accepted.length < count && Date.now() - lastAt < quietMs) await wait(5);
      return accepted.length >= count;
    },
    hold: () => ask({ hold: true }),
    release: () => ask({ hold: false }),
    delay: (ms) => ask({ delayMs: ms }),
    refuse: (count) => ask({ refuse: count }),
    close: () => ask({ up: false }),
    open: () => ask({ up: true }),
    stop: () => child.kill('SIGTERM'),
  };
}
