// What a stack needs from outside: database, queue and mail inbox, each unless its address is given.
import { join } from 'node:path';
import { sandboxKeys } from './environment.ts';
import { prepareInbox } from './mail-inbox.ts';
import { preparePostgres } from './postgres.ts';
import { prepareRedis } from './redis.ts';
import type { Ports } from './stack-options.ts';
import type { Program, Supervised } from './supervised.ts';

type Settings = Readonly<Record<string, string>>;

/** What the stores need of the stack they belong to. */
export interface StoreKeeper {
  readonly dir: string;
  readonly url: string;
  readonly ports: Ports;
  run(program: Program): Supervised;
  /** A log that begins anew. */
  newLog(name: string): string;
  /** Whether waiting for a process still makes sense. */
  firstLifeOf(child: Supervised): () => boolean;
  say(text: string): void;
}

export interface Stores {
  readonly postgres?: Supervised;
  readonly redis?: Supervised;
  readonly inbox?: Supervised;
  /** Web page of the mail inbox; empty when there is none. */
  readonly mailUrl: string;
  /** Settings that name what was started here. */
  readonly settings: Record<string, string>;
}

async function postgres({ dir, run, newLog, firstLifeOf, say }: StoreKeeper): Promise<{ child: Supervised; url: string }> {
  const { program, url, ready } = await preparePostgres({ dir: join(dir, 'postgres'), log: newLog('postgres') });
  const child = run(program);
  await ready(firstLifeOf(child));
  say('PostgreSQL is ready');
  return { child, url };
}

async function redis({ dir, run, newLog, firstLifeOf, say }: StoreKeeper): Promise<{ child: Supervised; url: string }> {
  const { program, url, ready } = await prepareRedis({ dir: join(dir, 'redis'), log: newLog('redis') });
  const child = run(program);
  await ready(firstLifeOf(child));
  say('Redis is ready');
  return { child, url };
}

async function inbox({ dir, ports, run, newLog, firstLifeOf, say }: StoreKeeper): Promise<{ child: Supervised; url: string; webUrl: string }> {
  const { program, smtpUrl, webUrl, ready } = prepareInbox({ dir, port: ports.mail, webPort: ports.mailWeb, log: newLog('mail-inbox') });
  const child = run(program);
  await ready(firstLifeOf(child));
  say('mail inbox is ready');
  return { child, url: smtpUrl, webUrl };
}

/**
 * Starts what is not given by an address in `settings`; `all` false leaves everything but the database out.
 * @throws Error with the reason of whatever did not start.
 */
export async function provide(keeper: StoreKeeper, settings: Settings, { all, mail: wanted }: { all: boolean; mail: string | undefined }): Promise<Stores> {
  const { dir, url, ports } = keeper;
  const sandbox = /^(true|1|yes|on)$/i.test(settings.SANDBOX ?? String(!settings.DATABASE_URL));
  const own: Record<string, string> = { SANDBOX: String(sandbox), PORT: String(ports.http), PUBLIC_URL: url };
  if (sandbox) Object.assign(own, { MAIL_FROM: 'no-reply@tandem.example', ...sandboxKeys(dir) });
  const mail = settings.SMTP_URL ? 'none' : (wanted ?? (sandbox ? 'maildev' : 'none'));
  const [database, queue, mails] = await Promise.all([
    settings.DATABASE_URL ? undefined : postgres(keeper),
    settings.REDIS_URL || !all ? undefined : redis(keeper),
    mail === 'maildev' && all ? inbox(keeper) : undefined,
  ]);
  if (mail !== 'maildev' && mail !== 'none') own.SMTP_URL = mail;
  if (!all && sandbox) Object.assign(own, { REDIS_URL: 'redis://127.0.0.1:6379', SMTP_URL: `smtp://127.0.0.1:${ports.mail}` });
  if (database) own.DATABASE_URL = database.url;
  if (queue) own.REDIS_URL = queue.url;
  if (mails) own.SMTP_URL = mails.url;
  return {
    ...(database ? { postgres: database.child } : {}),
    ...(queue ? { redis: queue.child } : {}),
    ...(mails ? { inbox: mails.child } : {}),
    mailUrl: mails?.webUrl ?? '',
    settings: own,
  };
}
