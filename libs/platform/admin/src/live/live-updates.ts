import { DestroyRef, inject, Injectable, signal } from '@angular/core';
import { Browser } from '../api/browser';

/** A change somebody made that the signed-in person may see. */
export interface Change {
  /** Event name, e.g. `partnership.established`. */
  readonly type: string;
  /** `<type>:<id>` of the records it is about; none: too many to name. */
  readonly subjects: readonly string[];
}

/** Several changes in this time (milliseconds) are read once. */
const SETTLE = 250;
/** Until the next try after the browser has given up (milliseconds). */
const PATIENCE = 5_000;

/** Changes as they happen, over one stream of server-sent events for the whole console. The browser reconnects by itself. */
@Injectable({ providedIn: 'root' })
export class LiveUpdates {
  private readonly browser = inject(Browser);
  private readonly open = signal(false);
  private readonly listeners = new Set<(change: Change | undefined) => void>();
  private before = false;
  /** Whether the stream stands right now. */
  readonly connected = this.open.asReadonly();

  /** Opens the stream, when the session is known. */
  start(): void {
    const stream = this.browser.stream('/v1/stream');
    stream.onopen = () => {
      // In a gap anything may have happened: everybody reads again.
      if (this.before) this.tell(undefined);
      this.before = true;
      this.open.set(true);
    };
    stream.onerror = () => {
      this.open.set(false);
      // The browser reconnects by itself after a broken line, but gives up when a proxy answers with an error.
      if (stream.readyState === stream.CLOSED) void this.browser.wait(PATIENCE).then(() => this.start());
    };
    const listen = (message: MessageEvent<string>) => this.tell(JSON.parse(message.data) as Change);
    stream.addEventListener('change', listen);
    stream.addEventListener('missed', () => this.tell(undefined));
  }

  /** Runs `read` shortly after a change to a record of one of these types; until the caller's injection context is destroyed. */
  refetch(types: readonly string[], read: () => void): void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const listener = (change: Change | undefined): void => {
      if (change && change.subjects.length > 0 && !change.subjects.some((subject) => types.includes(subject.split(':', 1)[0] ?? ''))) return;
      clearTimeout(timer);
      timer = setTimeout(read, SETTLE);
    };
    this.listeners.add(listener);
    inject(DestroyRef).onDestroy(() => {
      this.listeners.delete(listener);
      clearTimeout(timer);
    });
  }

  private tell(change: Change | undefined): void {
    this.listeners.forEach((listener) => listener(change));
  }
}
