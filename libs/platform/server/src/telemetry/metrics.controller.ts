import { Controller, Inject } from '@nestjs/common';
import { endpoint } from '@tandem/platform-contract';
import * as z from 'zod';
import { answer } from '../http/answer';
import type { Answer } from '../http/answer';
import { Endpoint } from '../http/endpoint.decorator';
import { Across } from '../tenancy/across.decorator';
import { Metrics } from './metrics';

export const getMetrics = endpoint({
  method: 'GET',
  path: '/metrics',
  action: 'public',
  tag: 'Service',
  summary: 'The numbers of this process in the text format of Prometheus; they name no organisation and no person.',
  response: z.string(),
});

/** Numbers for Prometheus. */
@Controller()
@Across('metrics')
export class MetricsController {
  constructor(@Inject(Metrics) private readonly metrics: Metrics) {}

  @Endpoint(getMetrics, { produces: 'text/plain' })
  async read(): Promise<Answer<string>> {
    return answer(await this.metrics.text(), { headers: { 'content-type': this.metrics.contentType, 'cache-control': 'no-store' } });
  }
}
