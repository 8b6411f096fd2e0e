// Sends HTTP requests over a few kept-alive connections, as cheaply as possible: the sender shares the cores with what it measures.
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface Load {
  readonly url: string;
  readonly connections?: number;
  /** The next request; undefined when there are no more. */
  readonly next: () => Call | undefined;
}

export interface Driven {
  readonly bodies: string[];
  /** Milliseconds of each request. */
  readonly latencies: number[];
}

const LINE_END = '\r\n';

function written({ method, path, headers = {}, body }: Call, host: string): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const all = { host, accept: 'application/json', ...(text ? { 'content-type': 'application/json' } : {}), ...(method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(text)) }), ...headers };
  return `${method} ${path} HTTP/1.1${LINE_END}${Object.entries(all).map(([name, value]) => `${name}: ${value}${LINE_END}`).join('')}${LINE_END}${text}`;
}

/** One answer after the other on one connection. @throws Error when an answer is not 2xx or the line breaks. */
class Line {
  readonly #socket: Socket;
  #held: Buffer[] = [];
  #length = 0;
  #wanted = -1;
  #head = 0;
  #status = '';
  #done: (body: string) => void = () => undefined;
  #failed: (error: Error) => void = () => undefined;

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (data: Buffer) => this.#take(data));
    this.#socket.on('error', (error) => this.#failed(error));
    this.#socket.on('close', () => this.#failed(new Error('The connection was closed')));
  }

  send(request: string): Promise<string> {
    return new Promise((done, failed) => {
      this.#done = done;
      this.#failed = failed;
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#failed = () => undefined;
    this.#socket.destroy();
  }

  #take(data: Buffer): void {
    this.#held.push(data);
    this.#length += data.length;
    if (this.#wanted < 0) {
      const all = Buffer.concat(this.#held);
      this.#held = [all];
      const end = all.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = all.toString('latin1', 0, end);
      this.#head = end + 4;
      this.#status = head.slice(9, 12);
      this.#wanted = this.#head + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    }
    if (this.#length < this.#wanted) return;
    const body = Buffer.concat(this.#held).toString('utf8', this.#head);
    const ok = this.#status.startsWith('2');
    this.#held = [];
    this.#length = 0;
    this.#wanted = -1;
    if (ok) this.#done(body);
    else this.#failed(new Error(`Status ${this.#status}: ${body.slice(0, 500)}`));
  }
}

/** Sends requests until there are no more. `keep` keeps the bodies of the answers. */
export async function drive({ url, connections = 8, next }: Load, keep = false): Promise<Driven> {
  const { port, host } = new URL(url);
  const driven: Driven = { bodies: [], latencies: [] };
  const work = async (): Promise<void> => {
    const line = new Line(Number(port));
    try {
      for (let call = next(); call; call = next()) {
        const began = performance.now();
        const body = await line.send(written(call, host));
        driven.latencies.push(performance.now() - began);
        if (keep) driven.bodies.push(body);
      }
    } finally {
      line.close();
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  return driven;
}

/** The same request again and again for a while. */
export function forAWhile(call: () => Call, milliseconds: number): () => Call | undefined {
  const until = performance.now() + milliseconds;
  return () => (performance.now() < until ? call() : undefined);
}

/** Each of the requests once. */
export function eachOnce(calls: readonly Call[]): () => Call | undefined {
  let at = 0;
  return () => calls[at++];
}
