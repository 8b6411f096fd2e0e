// Tandem on one machine: database, queue, mail inbox, api and workers, started in order and ended together.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { applicationProgram, untilReady } from './applications.ts';
import { build } from './build.ts';
import { Claim } from './claim.ts';
import { inherited } from './environment.ts';
import { cleaned, keepClean } from './guardian.ts';
import { sparing } from './log-lines.ts';
import { runLogged } from './packages.ts';
import { freePort } from './ports.ts';
import { removePostgres } from './postgres.ts';
import { ensureRedisProgram } from './redis-program.ts';
import { endOnSignals } from './signals.ts';
import type { Ports, StackOptions } from './stack-options.ts';
import { provide } from './stores.ts';
import type { StoreKeeper } from './stores.ts';
import { Supervised } from './supervised.ts';
import type { Program } from './supervised.ts';
import { within, WORKSPACE } from './workspace.ts';

export type { Ports, StackOptions } from './stack-options.ts';

export class Stack {
  readonly dir: string;
  /** Address of api and console. */
  readonly url: string;
  /** Web page of the mail inbox; empty when there is none. */
  mailUrl = '';
  /** The settings with which the applications run. */
  env: Readonly<Record<string, string>> = {};
  postgres: Supervised | undefined;
  redis: Supervised | undefined;
  inbox: Supervised | undefined;
  api: Supervised | undefined;
  readonly workers: Supervised[] = [];
  /** What is going on at this moment, for a sign of life. */
  doing = '';

  readonly #options: StackOptions;
  readonly #ports: Ports;
  readonly #abort = new AbortController();
  readonly #children: Supervised[] = [];
  /** Before it is up, a failure ends the start and is told whole, once. */
  #up = false;
  #claim: Claim | undefined;
  #starting: Promise<void> = Promise.resolve();
  #stopping: Promise<void> | undefined;

  constructor(options: StackOptions & { readonly dir: string; readonly ports: Ports }) {
    this.#options = options;
    this.#ports = options.ports;
    this.dir = resolve(options.dir);
    this.url = `http://localhost:${options.ports.http}`;
  }

  get databaseUrl(): string {
    return this.env.DATABASE_URL ?? '';
  }

  get redisUrl(): string {
    return this.env.REDIS_URL ?? '';
  }

  get smtpUrl(): string {
    return this.env.SMTP_URL ?? '';
  }

  /**
   * Starts everything that is not given by an address and waits until the api says it is ready.
   * `before` runs when the data are ours and what an earlier start left running is gone.
   * @throws InUse when another launcher holds the data, and Error with the reason of whatever failed; nothing runs then.
   */
  async start(settings: Readonly<Record<string, string>>, before?: () => Promise<void>): Promise<void> {
    this.#claim = new Claim(this.dir, this.url);
    this.#starting = this.#start(settings, before);
    try {
      await this.#starting;
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Ends everything this stack started, also half-way through its start. `hurry` skips the asking. */
  async stop(hurry = false): Promise<void> {
    this.#abort.abort(new Error('The start was interrupted'));
    if (hurry) await Promise.all(this.#children.map((child) => child.stop(true)));
    this.#stopping ??= this.#end();
    await this.#stopping;
  }

  /** The file with the output of one of the parts. */
  log(name: string): string {
    return join(this.dir, 'logs', `${name.replaceAll(' ', '-')}.log`);
  }

  async #end(): Promise<void> {
    await this.#starting.catch(() => undefined);
    for (const stores of [false, true]) {
      await Promise.all(this.#children.filter(({ program }) => (program.store ?? false) === stores).map((child) => child.stop()));
    }
    rmSync(join(this.dir, 'stack.json'), { force: true });
    this.#claim?.release();
  }

  async #start(settings: Readonly<Record<string, string>>, before?: () => Promise<void>): Promise<void> {
    const left = (await this.#claim?.endOrphans()) ?? [];
    if (left.length > 0) this.#say(`ended what an earlier start had left running: ${left.join(', ')}`);
    await before?.();
    const { until = 'ready', build: wanted = process.env.TANDEM_BUILT !== 'yes' } = this.#options;
    // Alone and first: it may ask a question.
    if (!settings.REDIS_URL && until === 'ready') await ensureRedisProgram(this.#newLog('packages'), (text) => this.#say(text), this.#abort.signal);
    const parts = [this.#provide(settings, until === 'ready'), ...(wanted ? [this.#build()] : [])];
    await Promise.all(parts).catch(async (error: unknown) => {
      this.#abort.abort(error);
      await Promise.allSettled(parts);
      throw error;
    });
    await this.#migrate();
    if (until === 'ready') await this.#applications();
    this.#up = true;
  }

  /** Database, queue and inbox, each unless its address is given. */
  async #provide(settings: Readonly<Record<string, string>>, all: boolean): Promise<void> {
    const keeper: StoreKeeper = {
      dir: this.dir,
      url: this.url,
      ports: this.#ports,
      run: (program) => this.#run(program),
      newLog: (name) => this.#newLog(name),
      firstLifeOf: (child) => () => child.ended === undefined && !this.#abort.signal.aborted,
      say: (text) => this.#say(text),
    };
    const stores = await provide(keeper, settings, { all, mail: this.#options.mail });
    this.postgres = stores.postgres;
    this.redis = stores.redis;
    this.inbox = stores.inbox;
    this.mailUrl = stores.mailUrl;
    this.env = { ...stores.settings, ...settings };
    writeFileSync(join(this.dir, 'stack.json'), JSON.stringify(stores.settings), { mode: 0o600 });
  }

  async #build(): Promise<void> {
    this.#say('building what has changed');
    this.doing = 'building';
    await build({ log: this.#newLog('build'), signal: this.#abort.signal });
    this.#say('build is ready');
  }

  async #migrate(): Promise<void> {
    this.doing = 'migrating the database';
    const command = [process.execPath, '--enable-source-maps', within('dist', 'apps', 'api', 'migrate.js')];
    await runLogged(command, this.#newLog('migrate'), { signal: this.#abort.signal, env: this.env, cwd: WORKSPACE });
    this.#say('database is up to date');
  }

  async #applications(): Promise<void> {
    this.doing = 'waiting for the api';
    this.api = this.#run(this.#application('api', 'api'));
    for (let number = 1; number <= (this.#options.workers ?? 1); number++) {
      this.workers.push(this.#run(this.#application('worker', `worker ${number}`)));
    }
    await untilReady(this.url, [this.api, ...this.workers], this.#abort.signal);
  }

  #application(app: 'api' | 'worker', name: string): Program {
    const show = (text: string): void => (this.#up ? this.#say(`${name}: ${text}`) : undefined);
    const heard = sparing(show, `more of this in ${this.log(name)}`);
    return applicationProgram(app, { name, env: { NO_COLOR: '1', ...this.env }, log: this.#newLog(name), heard, failpoints: this.#options.failpoints ?? false });
  }

  #run(program: Program): Supervised {
    this.#abort.signal.throwIfAborted();
    const child = new Supervised(program, {
      add: (part, pid) => this.#claim?.add(part, pid),
      remove: (pid) => this.#claim?.remove(pid),
      say: (text) => (this.#up ? this.#say(text) : undefined),
    });
    this.#children.push(child);
    child.start();
    return child;
  }

  #newLog(name: string): string {
    mkdirSync(join(this.dir, 'logs'), { recursive: true, mode: 0o700 });
    rmSync(this.log(name), { force: true });
    return this.log(name);
  }

  #say(text: string): void {
    this.#options.say?.(text);
  }
}

class PrivateStack extends Stack {
  override async stop(hurry = false): Promise<void> {
    await super.stop(hurry);
    removePostgres(join(this.dir, 'postgres'));
    rmSync(this.dir, { recursive: true, force: true });
    cleaned(this.dir);
  }
}

/** Starts a stack; see {@link StackOptions}. It is stopped by `stop()`; a private one is then gone without a trace, also when this process is killed. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const isPrivate = options.ports === 'free';
  const dir = options.dir ?? mkdtempSync(join(tmpdir(), 'tandem-'));
  const ports = options.ports === 'free' ? { http: await freePort(), mail: await freePort(), mailWeb: await freePort() } : options.ports;
  const stack = isPrivate ? new PrivateStack({ ...options, dir, ports }) : new Stack({ ...options, dir, ports });
  if (isPrivate) keepClean(stack.dir);
  if (options.signals ?? isPrivate) endOnSignals(() => stack.stop(), (signal) => (signal === 'SIGINT' ? 130 : 143));
  await stack.start({ ...inherited(!isPrivate), ...options.env });
  return stack;
}
