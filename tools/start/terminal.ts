const BEAT_MS = 10_000;

/** Quiet progress: one line a step with the seconds since the start, and a sign of life when a step takes long. */
export class Terminal {
  readonly #began = Date.now();
  #beat: NodeJS.Timeout | undefined;
  #closed = false;

  constructor() {
    // Whoever read along may go (`npm start | head`); the stack goes on.
    process.stdout.on('error', () => undefined);
  }

  step(text: string, doing: () => string): void {
    this.#write(text);
    clearInterval(this.#beat);
    if (this.#closed) return;
    this.#beat = setInterval(() => this.#write(`… ${doing()}`), BEAT_MS);
    this.#beat.unref();
  }

  /** No further sign of life; lines may still come. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#beat);
  }

  #write(text: string): void {
    const seconds = ((Date.now() - this.#began) / 1000).toFixed(1).padStart(6);
    process.stdout.write(`${seconds} s  ${text}\n`);
  }
}
