import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './access.guard';
import { AnswerInterceptor } from './answer.interceptor';
import { ErrorFilter } from './error.filter';
import { Reasons } from './reasons';
import type { ReasonCatalogue } from './reasons';

/** What the HTTP layer learns from the contexts. */
export interface HttpOptions {
  /** One catalogue per context; the platform's own is always there. */
  readonly reasons: readonly ReasonCatalogue[];
  /** Names of unique constraints and the reason a violation of each means: a lost race is refused, not a bug. */
  readonly constraints?: readonly Readonly<Record<string, string>>[];
}

/** The HTTP layer: guard, input, transactions, error bodies. */
@Module({})
export class HttpModule {
  static forRoot({ reasons }: HttpOptions): DynamicModule {
    return {
      module: HttpModule,
      global: true,
      providers: [
        { provide: Reasons, useValue: new Reasons(reasons) },
        { provide: APP_FILTER, useClass: ErrorFilter },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
      ],
      exports: [Reasons],
    };
  }
}
