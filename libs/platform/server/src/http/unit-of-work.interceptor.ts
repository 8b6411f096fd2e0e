import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { defer, from, lastValueFrom } from 'rxjs';
import type { Observable } from 'rxjs';
import { query } from '../orm/query';
import { Answer } from './answer';
import { ENDPOINT, successStatus } from './endpoint.decorator';
import type { RouteMetadata } from './endpoint.decorator';
import { ErrorBodies } from './error-bodies';
import { Page } from './page';
import { requestKey } from './request-key';
import { stateOf } from './request-state';
import { AnsweredMeanwhile, StoredAnswers } from './stored-answers';
import type { KeptAnswer, RequestKey } from './stored-answers';
import { withoutSecrets } from './without-secrets';

type Work = () => Promise<unknown>;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Answers that say nothing about the request itself: it may succeed when it is repeated. */
const NOT_KEPT = new Set([401, 408, 429]);

/**
 * Runs everything that changes something in one transaction, under the caller's organisation for the database's policies.
 * With an MS-RequestId the answer is kept in that transaction, and a repeated request gets it again.
 */
@Injectable()
export class UnitOfWorkInterceptor implements NestInterceptor {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(StoredAnswers) private readonly answers: StoredAnswers,
    @Inject(ErrorBodies) private readonly bodies: ErrorBodies,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const metadata = Reflect.getMetadata(ENDPOINT, context.getHandler()) as RouteMetadata | undefined;
    if (SAFE.has(request.method) || metadata?.transaction === false) return next.handle();
    const actor = stateOf(request)?.actor;
    const work: Work = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    const key = metadata && metadata.kept !== false && actor ? requestKey(request, actor) : undefined;
    return defer(() => from(key && metadata && actor ? this.once(key, metadata, actor.organisationId, work) : this.anew(actor?.organisationId, work)));
  }

  private anew(organisation: string | undefined, work: Work): Promise<unknown> {
    return this.em.transactional(async (em) => {
      if (organisation) await query(em, "select set_config('app.org', ?, true)", [organisation]);
      return work();
    });
  }

  private async once(key: RequestKey, metadata: RouteMetadata, organisation: string, work: Work): Promise<unknown> {
    let begun = false;
    try {
      return await this.em.transactional(async (em) => {
        const first = await this.answers.claim(em, organisation, key);
        if (first) return first;
        begun = true;
        const result = await work();
        if (!(result instanceof Page)) await this.answers.keep(em, key, kept(result, metadata));
        return result;
      });
    } catch (error) {
      // Two requests met between snapshot and lock: the second one's work is undone, and it gets the first one's answer.
      if (error instanceof AnsweredMeanwhile) return this.once(key, metadata, organisation, work);
      if (begun) await this.keepRefusal(key, error);
      throw error;
    }
  }

  private async keepRefusal(key: RequestKey, error: unknown): Promise<void> {
    const { status, headers, body } = this.bodies.render(error);
    if (status >= 500 || NOT_KEPT.has(status)) return;
    try {
      await this.em.fork().transactional((em) => this.answers.keep(em, key, { status, headers, body }));
    } catch {
      // The refusal itself is what the caller has to hear; without a kept copy the work is merely judged again.
    }
  }
}

function kept(result: unknown, metadata: RouteMetadata): KeptAnswer {
  const answer = result instanceof Answer ? (result as Answer<unknown>) : undefined;
  return {
    status: answer?.options.status ?? successStatus(metadata.endpoint),
    headers: answer?.options.headers ?? {},
    body: withoutSecrets(answer ? answer.body : result, metadata.secretFields ?? []),
  };
}

