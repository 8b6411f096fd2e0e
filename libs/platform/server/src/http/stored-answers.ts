import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { DomainError } from '@tandem/platform-kernel';
import { query } from '../orm/query';
import { across } from '../tenancy/scope';
import { Answer } from './answer';

/** Which request this is: who sent it under which MS-RequestId to which route, and a hash of what it carries. */
export interface RequestKey {
  readonly key: string;
  readonly bodyHash: string;
}

/** What is kept of an answer. */
export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Row {
  readonly locked: boolean;
  readonly body_hash: string | null;
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly answer: string | null;
}

const SWEEP_MS = 60 * 60_000;

/** Real time throughout: the sandbox's clock does not age an answer. */
const LOOK_UP = `
  select pg_try_advisory_xact_lock(hashtextextended(?, 0)) as locked, kept.body_hash, kept.status, kept.headers, kept.answer
  from (select 1) as one left join stored_answer kept on kept.key = ? and kept.created_at > now() - interval '24 hours'`;

const KEEP = `
  insert into stored_answer (key, organisation_id, body_hash, status, headers, answer) values (?, ?, ?, ?, ?::jsonb, ?)
  on conflict (key) do update set body_hash = excluded.body_hash, status = excluded.status, headers = excluded.headers,
    answer = excluded.answer, created_at = excluded.created_at
  where stored_answer.created_at <= now() - interval '24 hours'
  returning key`;

/** Somebody else has answered the same request meanwhile; the transaction must not commit. */
export class AnsweredMeanwhile extends Error {}

/** The answers of the last 24 hours. */
@Injectable()
export class StoredAnswers implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  /**
   * Claims a request for the running transaction; returns the first answer when there is one.
   * @throws DomainError REQUEST_ID_REUSED when the id was used for something else, REQUEST_IN_PROGRESS while the first one runs.
   */
  async claim(em: EntityManager, { key, bodyHash }: RequestKey): Promise<Answer<unknown> | undefined> {
    const [row] = await query<Row>(em, LOOK_UP, [key, key]);
    if (row && row.body_hash !== null) {
      if (row.body_hash !== bodyHash) throw new DomainError({ rule: 'API-08', reason: 'REQUEST_ID_REUSED', kind: 'conflict' });
      const body: unknown = row.answer === null ? undefined : JSON.parse(row.answer);
      return new Answer(body, { status: row.status, headers: { ...row.headers, 'ms-replayed': 'true' } });
    }
    if (!row?.locked) throw new DomainError({ rule: 'API-08', reason: 'REQUEST_IN_PROGRESS', kind: 'conflict', details: { retryAfter: 1 } });
    return undefined;
  }

  /** Keeps an organisation's answer in the running transaction. @throws AnsweredMeanwhile when another one is kept already. */
  async keep(em: EntityManager, organisationId: string, { key, bodyHash }: RequestKey, { status, headers, body }: KeptAnswer): Promise<void> {
    const text = body === undefined ? null : JSON.stringify(body);
    const kept = await query<{ key: string }>(em, KEEP, [key, organisationId, bodyHash, status, JSON.stringify(headers), text]);
    if (kept.length === 0) throw new AnsweredMeanwhile();
  }

  /** Removes what is older than 24 hours. */
  async sweep(): Promise<void> {
    await across('sweep', () => this.em.fork().execute("delete from stored_answer where created_at <= now() - interval '24 hours'"));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep().catch(() => undefined), SWEEP_MS);
    this.timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }
}
