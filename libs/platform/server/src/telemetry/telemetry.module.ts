import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { DestinationStream } from 'pino';
import type { ConfigValues } from '../config/config';
import { loggingModule } from './logging';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { DatabaseReadings } from './readings';

/** The route alone, for the API document. */
@Module({ controllers: [MetricsController] })
class MetricsRoute {}

/** Log lines and numbers of the api. Needs `DatabaseModule`. */
@Module({})
export class TelemetryModule {
  static readonly routes = MetricsRoute;

  /** `destination`: where log lines go instead of stdout. */
  static forRoot(config: ConfigValues, destination?: DestinationStream): DynamicModule {
    return {
      module: TelemetryModule,
      global: true,
      imports: [loggingModule(config, destination)],
      controllers: [MetricsController],
      providers: [Metrics, DatabaseReadings],
      exports: [Metrics],
    };
  }
}
