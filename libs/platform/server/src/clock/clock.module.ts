import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '@tandem/platform-kernel';

/** Business time: the machine's, in the sandbox one that can be moved. */
@Global()
@Module({ providers: [{ provide: Clock, useClass: SystemClock }], exports: [Clock] })
export class ClockModule {}
