import { Module } from '@nestjs/common';
import { LiveStreams } from './live-streams';
import { StreamController } from './stream.controller';

/** Live updates for consoles. Needs `EventsModule` and `ClockModule`. */
@Module({ controllers: [StreamController], providers: [LiveStreams], exports: [LiveStreams] })
export class StreamModule {}
