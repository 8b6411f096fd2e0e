import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { Checks } from './checks';
import { HealthController } from './health.controller';

/** Liveness and readiness of the api. Needs `DatabaseModule` and `HttpModule`. */
@Module({ imports: [TerminusModule.forRoot({ logger: false })], controllers: [HealthController], providers: [Checks] })
export class HealthModule {}
