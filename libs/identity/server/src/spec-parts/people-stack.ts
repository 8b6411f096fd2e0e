import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { ClockModule, DatabaseModule, EventsModule, JobsModule, loadConfig } from '@tandem/platform-server';
import { until } from '@tandem/platform-testing';
import { identityDatabase } from '../identity-database';
import { IdentityWorkerModule } from '../identity.worker.module';
import { identityJobs } from '../links/account-links.jobs';
import { identityApi } from './identity-api';
import type { IdentityApi, Reply, SpecDatabase } from './identity-api';

interface Sink {
  readonly url: string;
  readonly mails: readonly { readonly subject?: string; readonly text?: string; readonly from?: object; readonly recipients: readonly string[] }[];
  close(): Promise<void>;
}

/** Where it runs, as `testDatabase(identityDatabase)`, `testRedis()` and `mailSink()` give it. */
interface Place {
  readonly database: SpecDatabase;
  readonly redis: { readonly url: string; readonly prefix: string };
  readonly sink: Sink;
}

interface Sent {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The api of identity with its cast, a worker and a mail server. */
export class PeopleStack {
  private readonly tokens = new Map<string, string>();

  private constructor(
    readonly api: IdentityApi,
    private readonly worker: INestApplicationContext,
    private readonly sink: Sink,
  ) {}

  static async start({ database, redis, sink }: Place): Promise<PeopleStack> {
    const api = await identityApi({ database, redis, settings: { TRUST_PROXY: 'true' } });
    const config = loadConfig({
      ...{ DATABASE_URL: database.ownerUrl, REDIS_URL: `${redis.url}?prefix=${redis.prefix}`, SMTP_URL: sink.url, MAIL_FROM: 'no-reply@tandem.example', PUBLIC_URL: api.url },
      ...{ LINK_KEYS: 'k'.repeat(32), SESSION_KEYS: 's'.repeat(32), SANDBOX: 'true' },
    });
    class Worker {}
    const imports = [DatabaseModule.forRoot({ config, as: 'worker', parts: [identityDatabase] }), EventsModule, ClockModule, JobsModule.forWorker({ definitions: identityJobs, schedules: [] }), IdentityWorkerModule];
    const worker = await NestFactory.createApplicationContext({ module: Worker, imports }, { logger: false, abortOnError: false });
    return new PeopleStack(api, worker, sink);
  }

  async close(): Promise<void> {
    await this.worker.close();
    await this.api.close();
    await this.sink.close();
  }

  /** One request by a person of the cast, or of whose address a token can be had; null: by nobody. */
  async ask(who: string | null, path: string, { headers = {}, ...sent }: Sent = {}): Promise<Reply> {
    const authorization: Record<string, string> = who === null ? {} : { authorization: `Bearer ${await this.token(who)}` };
    return this.api.call(path, { ...sent, headers: { ...authorization, ...headers } });
  }

  /** Access token of a person; asked for once, as a client keeps it. */
  async token(email: string): Promise<string> {
    const known = this.tokens.get(email);
    if (known !== undefined) return known;
    const { json } = await this.api.call('/v1/sandbox/tokens', { body: { email } });
    const token = String(json['access_token']);
    this.tokens.set(email, token);
    return token;
  }

  /** Rows, past the api. */
  sql<Row>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.api.database.em().execute<Row[]>(statement, [...values]);
  }

  /** Moves business time forward, e.g. by `P7D`. */
  async advance(advanceBy: string): Promise<void> {
    await this.api.call('/v1/sandbox/clock', { method: 'PUT', body: { advanceBy } });
  }

  /** The newest mail to an address, as soon as there are `count`. */
  async mail(to: string, count = 1) {
    const mails = () => this.sink.mails.filter(({ recipients }) => recipients.includes(to));
    await until(() => mails().length >= count, `${count} mails to ${to}`);
    const mail = mails().at(-1);
    if (!mail) throw new Error(`No mail to ${to}`);
    return mail;
  }

  /** How many mails went to an address when all work is done. */
  async mailsTo(address: string): Promise<number> {
    await this.idle();
    return this.sink.mails.filter(({ recipients }) => recipients.includes(address)).length;
  }

  /** Waits until no job is open. */
  async idle(): Promise<void> {
    await until(async () => (await this.sql("select 1 from job where state in ('pending', 'dispatched', 'running')")).length === 0, 'all jobs have ended');
  }
}

/** The link in a mail's text, as the path that it opens. */
export function pathIn(text: string | undefined, url: string): string {
  const [, path] = new RegExp(`^${url}(/(?:join|reset)/\\S+)$`, 'm').exec(text ?? '') ?? [];
  if (path === undefined) throw new Error(`No link in: ${text ?? ''}`);
  return path;
}
