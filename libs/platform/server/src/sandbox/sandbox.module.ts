import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { DatabasePart } from '../orm/database-part';
import type { SandboxPart } from './sandbox-part';
import { SandboxContent, SandboxReset } from './sandbox-reset';

/** What the sandbox starts with, for the api. Needs `DatabaseModule` and `ClockModule`. */
@Module({})
export class SandboxModule {
  /** `parts`: everything stored; `seeds`: the first state of every context that has one, upstream first. */
  static forRoot({ parts, seeds }: { parts: readonly DatabasePart[]; seeds: readonly SandboxPart[] }): DynamicModule {
    return {
      module: SandboxModule,
      global: true,
      providers: [{ provide: SandboxContent, useValue: new SandboxContent(parts, seeds) }, SandboxReset],
      exports: [SandboxReset],
    };
  }
}
