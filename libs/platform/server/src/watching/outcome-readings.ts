import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Metrics } from '../telemetry/metrics';

interface Outcome {
  readonly name: string;
  readonly state: string;
  readonly count: string;
}

// Five minutes of an index on the end: what it costs follows the present rate, not what was ever done.
const JOBS = `select name, state, count(*) as count from job where finished_at > now() - interval '5 minutes' group by name, state`;
const MAILS = `select template as name, delivery.state, count(*) as count from job join delivery on delivery.job_id = job.id
  where job.finished_at > now() - interval '5 minutes' group by template, delivery.state`;

/** How jobs and mails of the last five minutes ended, for /metrics; the same figures in every api process. */
@Injectable()
export class OutcomeReadings implements OnModuleInit {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.read({ name: 'job_outcomes_recent', help: 'Jobs that ended in the last five minutes, by name and how', labels: ['job', 'state'], read: () => this.count('job', JOBS) });
    this.metrics.read({ name: 'mail_outcomes_recent', help: 'Mails that ended in the last five minutes, by template and how', labels: ['template', 'state'], read: () => this.count('template', MAILS) });
  }

  private async count(label: string, sql: string): Promise<{ labels: Record<string, string>; value: number }[]> {
    const rows = await this.em.getConnection().execute<Outcome[]>(sql);
    return rows.map(({ name, state, count }) => ({ labels: { [label]: name, state }, value: Number(count) }));
  }
}
