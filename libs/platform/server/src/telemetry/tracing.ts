import type { OnApplicationShutdown } from '@nestjs/common';
import type { NodeSDK } from '@opentelemetry/sdk-node';
import type { ConfigValues } from '../config/config';

/**
 * Sends spans to the collector named by `OTEL_EXPORTER_OTLP_ENDPOINT`; without one nothing is loaded and nothing recorded. The
 * other `OTEL_*` variables (headers, protocol, sampler, resource) mean what the OpenTelemetry specification says.
 */
export class Tracing implements OnApplicationShutdown {
  private constructor(private readonly sdk?: NodeSDK) {}

  /** `service` tells whose spans these are: `tandem-api`, `tandem-worker`. */
  static async start(config: ConfigValues, service: string): Promise<Tracing> {
    if (!config.OTEL_EXPORTER_OTLP_ENDPOINT) return new Tracing();
    const { NodeSDK } = await import('@opentelemetry/sdk-node');
    // Numbers go to Prometheus and lines to stdout; only spans are sent from here.
    const sdk = new NodeSDK({ serviceName: service, instrumentations: [], metricReaders: [], logRecordProcessors: [] });
    sdk.start();
    return new Tracing(sdk);
  }

  get on(): boolean {
    return this.sdk !== undefined;
  }

  /** What was recorded until the last moment still goes out; a collector that is away does not hold up the end. */
  async onApplicationShutdown(): Promise<void> {
    await this.sdk?.shutdown().catch(() => undefined);
  }
}
