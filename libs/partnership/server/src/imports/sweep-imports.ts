import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Clock } from '@tandem/platform-kernel';
import { Config, ScheduleHandler } from '@tandem/platform-server';
import { sweepImports } from './imports.jobs';

const DAY = 86_400_000;
/** Imports of one run, of up to 5,000 rows each; the next run goes on. */
const BATCH = 20;

const OLD = `
select id from partnership_import where state <> 'running' and coalesce(ended_at, created_at) < ?
order by coalesce(ended_at, created_at) limit ${BATCH} for update skip locked`;

/**
 * Removes files and what they held once their time is over (IMP-13): counted from the end of an import, or from its making when it was never
 * finished. What came of them stays, with its own story.
 */
@Injectable()
export class SweepImports extends ScheduleHandler {
  readonly schedule = sweepImports;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {
    super();
  }

  async run(): Promise<void> {
    const old = await this.em.execute<{ id: string }[]>(OLD, [new Date(this.clock.now().getTime() - this.config.get('IMPORT_DAYS') * DAY)]);
    const ids = `{${old.map(({ id }) => id).join()}}`;
    await this.em.execute('delete from partnership_import_row where import_id = any(?::uuid[])', [ids]);
    await this.em.execute('delete from partnership_import where id = any(?::uuid[])', [ids]);
  }
}
