import { connect } from 'node:net';
import { EntityManager } from '@mikro-orm/postgresql';
import { MikroORM } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService } from '@nestjs/terminus';
import type { HealthIndicatorResult } from '@nestjs/terminus';
import { Config } from '../config/config';
import { ThrottleStorage } from '../http/throttle-storage';

const PATIENCE_MS = 1000;

const within = <Result>(milliseconds: number, work: Promise<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });

/** Whether a mail server greets (RFC 5321: 220) on a connection; nothing is sent. */
const greeted = (url: URL): Promise<void> =>
  new Promise((resolve, reject) => {
    const encrypted = url.protocol === 'smtps:';
    const socket = connect(Number(url.port || (encrypted ? 465 : 587)), url.hostname.replace(/^\[|\]$/g, ''));
    const end = (error?: Error): void => {
      socket.destroy();
      if (error) reject(error);
      else resolve();
    };
    socket.setTimeout(PATIENCE_MS, () => end(new Error(`no answer within ${PATIENCE_MS} ms`)));
    socket.once('error', end);
    if (encrypted) socket.once('connect', () => end());
    socket.once('data', (greeting) => end(greeting.toString().startsWith('220') ? undefined : new Error('the mail server refuses')));
  });

/** Asks everything Tandem stands on whether it is there. Messages never carry addresses or passwords. */
@Injectable()
export class Checks {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(MikroORM) private readonly orm: MikroORM,
    @Inject(Config) private readonly config: Config,
    @Inject(ThrottleStorage) private readonly throttle: ThrottleStorage,
    @Inject(HealthIndicatorService) private readonly indicators: HealthIndicatorService,
  ) {}

  database(): Promise<HealthIndicatorResult> {
    return this.ask('database', () => this.em.fork().execute('select 1'));
  }

  /** Whether every migration of this build has run; a newer database is fine (migrations stay compatible with the build before). */
  migrations(): Promise<HealthIndicatorResult> {
    return this.ask('migrations', async () => {
      const wanted = (this.orm.config.get('migrations').migrationsList ?? []).map((one) => ('name' in one ? one.name : ''));
      const rows = await this.em.fork().execute<{ name: string }[]>('select name from migration');
      const done = new Set(rows.map(({ name }) => name));
      const missing = wanted.filter((name) => !done.has(name));
      if (missing.length > 0) throw new Error(`${missing.length} not run yet, first ${missing[0] ?? ''}`);
    });
  }

  redis(): Promise<HealthIndicatorResult> {
    return this.ask('redis', () => this.throttle.redis.ping());
  }

  mail(): Promise<HealthIndicatorResult> {
    return this.ask('mail', () => greeted(new URL(this.config.get('SMTP_URL'))));
  }

  private async ask(name: string, question: () => Promise<unknown>): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(name);
    try {
      await within(PATIENCE_MS, question());
      return indicator.up();
    } catch (error) {
      return indicator.down({ message: error instanceof Error ? error.message.split('\n')[0] : 'unknown' });
    }
  }
}
