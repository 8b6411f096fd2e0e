import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { Config } from '../config/config';
import { AccessGuard } from './access.guard';
import { AnswerInterceptor } from './answer.interceptor';
import { CONSTRAINTS, ErrorBodies } from './error-bodies';
import { ErrorFilter } from './error.filter';
import { IdentityGuard } from './identity.guard';
import { Reasons } from './reasons';
import type { ReasonCatalogue } from './reasons';
import { Routes } from './routes';
import { StoredAnswers } from './stored-answers';
import { ThrottleStorage } from './throttle-storage';
import { ThrottleGuard } from './throttle.guard';
import { UnitOfWorkInterceptor } from './unit-of-work.interceptor';

/** What the HTTP layer learns from the contexts. */
export interface HttpOptions {
  /** One catalogue per context; the platform's own is always there. */
  readonly reasons: readonly ReasonCatalogue[];
  /** Names of unique constraints and the reason a violation of each means: a lost race is refused, not a bug. */
  readonly constraints?: readonly Readonly<Record<string, string>>[];
}

/** Counts kept per process and in Redis. */
@Module({ providers: [ThrottleStorage], exports: [ThrottleStorage] })
class ThrottleStorageModule {}

const throttling = ThrottlerModule.forRootAsync({
  imports: [ThrottleStorageModule],
  inject: [Config, ThrottleStorage],
  useFactory: (config: Config, storage: ThrottleStorage) => ({
    throttlers: [{ ttl: 60_000, limit: config.get('RATE_LIMIT_PER_MINUTE') ?? (config.get('SANDBOX') ? 6000 : 600) }],
    storage,
  }),
});

/** The reasons of every constraint. @throws Error when one is named twice, or its reason stands in no catalogue. */
function constraintMap(reasons: Reasons, constraints: HttpOptions['constraints'] = []): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const [constraint, reason] of constraints.flatMap((one) => Object.entries(one))) {
    if (known.has(constraint)) throw new Error(`The constraint ${constraint} has two reasons`);
    if (!reasons.find(reason)) throw new Error(`The reason ${reason} of the constraint ${constraint} stands in no catalogue`);
    known.set(constraint, reason);
  }
  return known;
}

/** The HTTP layer: who calls, how often, may they; input, transactions, stored answers, error bodies. Needs `DatabaseModule`. */
@Module({})
export class HttpModule {
  static forRoot(options: HttpOptions): DynamicModule {
    const reasons = new Reasons(options.reasons);
    return {
      module: HttpModule,
      global: true,
      imports: [throttling, ThrottleStorageModule],
      providers: [
        { provide: Reasons, useValue: reasons },
        { provide: CONSTRAINTS, useValue: constraintMap(reasons, options.constraints) },
        ErrorBodies,
        Routes,
        StoredAnswers,
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_GUARD, useClass: IdentityGuard },
        { provide: APP_GUARD, useClass: ThrottleGuard },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
        { provide: APP_INTERCEPTOR, useClass: UnitOfWorkInterceptor },
      ],
      exports: [Reasons, ErrorBodies, Routes, ThrottleStorageModule],
    };
  }
}
