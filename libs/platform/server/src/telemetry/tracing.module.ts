import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { ConfigValues } from '../config/config';
import { Tracing } from './tracing';

/** Spans of a process, off unless a collector is named. Begun before whatever asks for it, for tracers are bound when they are made. */
@Global()
@Module({})
export class TracingModule {
  static forService(service: string, config: ConfigValues): DynamicModule {
    return { module: TracingModule, providers: [{ provide: Tracing, useFactory: () => Tracing.start(config, service) }], exports: [Tracing] };
  }
}
