import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';

/** Mail: delivery rows, the way to the mail server, and what people may see and do about deliveries. */
@Module({})
export class MailModule {
  /** The api shows deliveries, sends failed ones again and takes bounces. */
  static forApi(): DynamicModule {
    return { module: MailModule };
  }

  /** A worker sends. */
  static forWorker(): DynamicModule {
    return { module: MailModule };
  }
}
