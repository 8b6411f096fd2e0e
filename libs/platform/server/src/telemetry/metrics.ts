import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Numbers somebody else knows, asked for at every scrape. Contexts and the queue register theirs with `Metrics.read`. */
export interface Reading {
  /** Prometheus name, with its unit at the end. */
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  /** Present values, each with its labels. */
  read(): Promise<readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[]>;
}

/** The numbers of this process, for Prometheus. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly readings: { reading: Reading; gauge: Gauge }[] = [];
  private readonly requests: Histogram<'method' | 'route' | 'status'>;

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from arrival to the last byte handed over, by route pattern',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [this.registry],
    });
  }

  /** Adds numbers that are asked for at every scrape; a reader that fails leaves its numbers out. */
  read(reading: Reading): void {
    const gauge = new Gauge({ name: reading.name, help: reading.help, labelNames: [...reading.labels], registers: [this.registry] });
    this.readings.push({ reading, gauge });
  }

  /** Counts a finished request; `seconds` since it arrived. */
  request(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** Everything in Prometheus' text format. */
  async text(): Promise<string> {
    await Promise.all(
      this.readings.map(async ({ reading, gauge }) => {
        gauge.reset();
        const values = await reading.read().catch(() => []);
        for (const { labels, value } of values) gauge.set({ ...labels }, value);
      }),
    );
    return this.registry.metrics();
  }

  /** Content type of the text. */
  get contentType(): string {
    return this.registry.contentType;
  }
}
