import { EntityManager } from '@mikro-orm/postgresql';
import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from '@tandem/platform-kernel';
import { Config } from '../config/config';
import { Signals } from '../events/signals';
import { SandboxClock } from './sandbox-clock';

/** @throws Error when the database's clock was moved in sandbox mode: real deadlines must not stand on it. */
export async function refuseMovedClock(em: EntityManager): Promise<void> {
  const [moved] = await em.getConnection().execute<unknown[]>(`select 1 from sandbox_clock where shift <> interval '0'`);
  if (moved) throw new Error('The clock of this database was moved in sandbox mode; start with SANDBOX=true, or with another database');
}

/** Business time: the machine's, in sandbox mode one that can be moved. Needs `EventsModule`. */
@Global()
@Module({
  providers: [
    {
      provide: Clock,
      inject: [Config, EntityManager, Signals],
      useFactory: async (config: Config, em: EntityManager, signals: Signals): Promise<Clock> => {
        if (config.get('SANDBOX')) return new SandboxClock(em, signals);
        await refuseMovedClock(em);
        return new SystemClock();
      },
    },
    { provide: SandboxClock, inject: [Clock], useFactory: (clock: Clock): SandboxClock | undefined => (clock instanceof SandboxClock ? clock : undefined) },
  ],
  exports: [Clock, SandboxClock],
})
export class ClockModule {}
