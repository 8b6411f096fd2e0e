import { Controller, Inject } from '@nestjs/common';
import { HealthCheckService } from '@nestjs/terminus';
import type { HealthCheckResult, HealthIndicatorResult } from '@nestjs/terminus';
import { endpoint } from '@tandem/platform-contract';
import * as z from 'zod';
import { answer } from '../http/answer';
import type { Answer } from '../http/answer';
import { Endpoint } from '../http/endpoint.decorator';
import { Checks } from './checks';

const Part = z.object({ status: z.enum(['up', 'down']), message: z.string().optional() }).loose();
const Health = z.object({ status: z.enum(['ok', 'degraded', 'error']), details: z.record(z.string(), Part) }).meta({ id: 'Health' });

export const getLive = endpoint({ method: 'GET', path: '/health/live', action: 'public', tag: 'Service', summary: 'The process runs.', response: z.object({ status: z.literal('ok') }) });
export const getReady = endpoint({
  method: 'GET',
  path: '/health/ready',
  action: 'public',
  tag: 'Service',
  summary: 'Requests can be answered: 503 without database or migrations; without Redis or mail server 200 with status degraded.',
  response: Health,
});

const isDown = (part: HealthIndicatorResult): boolean => Object.values(part).some(({ status }) => status === 'down');

/** Liveness and readiness. Redis and the mail server may be away: accepted work waits in the database. */
@Controller()
export class HealthController {
  constructor(
    @Inject(HealthCheckService) private readonly health: HealthCheckService,
    @Inject(Checks) private readonly checks: Checks,
  ) {}

  @Endpoint(getLive)
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Endpoint(getReady)
  async ready(): Promise<Answer<z.input<typeof Health>>> {
    const [needed, redis, mail] = await Promise.all([this.needed(), this.checks.redis(), this.checks.mail()]);
    const status = needed.status !== 'ok' ? 'error' : isDown(redis) || isDown(mail) ? 'degraded' : 'ok';
    const details = { ...needed.details, ...redis, ...mail } as Record<string, z.input<typeof Part>>;
    return answer({ status, details }, { status: status === 'error' ? 503 : 200, headers: { 'cache-control': 'no-store', ...(status === 'error' ? { 'retry-after': '5' } : {}) } });
  }

  /** Terminus throws what is down; here it is an answer like any other. */
  private needed(): Promise<HealthCheckResult> {
    return this.health.check([() => this.checks.database(), () => this.checks.migrations()]).catch((error: unknown) => (error as { getResponse(): HealthCheckResult }).getResponse());
  }
}
