import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { Config } from '../config/config';
import { APP_ROLE } from '../orm/orm-options';

/** Postgres channels: jobs wake relays, changes reach streams, the clock moves clocks, what is known of callers is forgotten. */
export type Channel = 'tandem_job' | 'tandem_change' | 'tandem_clock' | 'tandem_identity';

/** Called with what was sent, and with undefined after a reconnection: then anything may have been missed. */
export type Wake = (payload: string | undefined) => void;

const RETRY_MS = 500;

/**
 * Sends and hears Postgres notifications on one connection of its own, which comes back by itself. A notification is a hint,
 * never a promise: whoever must not miss anything also polls.
 */
@Injectable()
export class Signals implements OnApplicationShutdown {
  private readonly logger = new Logger(Signals.name);
  private readonly listeners = new Map<Channel, Set<Wake>>();
  private client: Promise<Client | undefined> | undefined;
  private last: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(private readonly config: Config) {}

  /** Calls `wake` for every notification on the channel; returns how to stop. */
  on(channel: Channel, wake: Wake): () => void {
    const known = this.listeners.get(channel);
    const wakes = known ?? new Set<Wake>();
    this.listeners.set(channel, wakes.add(wake));
    if (!known) void this.run(`listen ${channel}`);
    return () => void wakes.delete(wake);
  }

  /** Sends a notification; a lost one is not an error. */
  async send(channel: Channel, payload = ''): Promise<void> {
    await this.run('select pg_notify($1, $2)', [channel, payload]);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.last;
    this.closed = true;
    const client = await this.client;
    await client?.end().catch(() => undefined);
  }

  /** One statement after the other: the connection takes no second one meanwhile. */
  private run(sql: string, parameters: string[] = []): Promise<void> {
    this.last = this.last.then(async () => {
      const client = await this.connection();
      await client?.query(sql, parameters).catch((error: unknown) => this.logger.warn(`${sql}: ${String(error)}`));
    });
    return this.last;
  }

  private connection(): Promise<Client | undefined> {
    if (this.closed) return Promise.resolve(undefined);
    this.client ??= this.connect();
    return this.client;
  }

  private async connect(): Promise<Client | undefined> {
    const client = new Client({
      connectionString: this.config.get('DATABASE_URL'),
      options: `-c role=${APP_ROLE}`,
      keepAlive: true,
      application_name: 'tandem-signals',
    });
    client.on('notification', ({ channel, payload }) => this.tell(channel as Channel, payload ?? ''));
    client.on('error', () => client.emit('end'));
    client.once('end', () => this.lost());
    try {
      await client.connect();
      for (const channel of this.listeners.keys()) await client.query(`listen ${channel}`);
      return client;
    } catch {
      this.lost();
      return undefined;
    }
  }

  /** Comes back after a moment; what happened meanwhile is unknown, so everyone looks for themselves. */
  private lost(): void {
    if (this.closed || !this.client) return;
    this.client = undefined;
    setTimeout(() => {
      if (this.closed || this.listeners.size === 0) return;
      void this.connection().then((client) => {
        if (client) for (const channel of this.listeners.keys()) this.tell(channel, undefined);
      });
    }, RETRY_MS).unref();
  }

  private tell(channel: Channel, payload: string | undefined): void {
    for (const wake of this.listeners.get(channel) ?? []) wake(payload);
  }
}
