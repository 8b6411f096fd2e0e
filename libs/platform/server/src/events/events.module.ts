import { Global, Module } from '@nestjs/common';
import { Deliveries } from '../mail/deliveries';
import { Jobs } from '../jobs/jobs';
import { Announcer } from './announcer';
import { Events } from './events';
import { LiveChanges } from './live-changes';
import { Outbox } from './outbox';
import { Signals } from './signals';

/** Recording of events, jobs and deliveries in the running transaction; api and worker both import it. Needs `JobsModule`. */
@Global()
@Module({ providers: [Signals, Announcer, LiveChanges, Outbox, Events, Jobs, Deliveries], exports: [Signals, Announcer, LiveChanges, Outbox, Events, Jobs, Deliveries] })
export class EventsModule {}
