import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject } from '@nestjs/common';
import { getWatch, listQueues, listSchedules, listWorkers } from '@tandem/platform-contract';
import type { AnswerOf } from '@tandem/platform-contract';
import { collection } from '../http/collection';
import { Endpoint } from '../http/endpoint.decorator';
import { findQueues, findSchedules, findWorkers, readWatch } from './work-state';

/** Workers, queues and schedules, for operators. */
@Controller()
export class WorkersController {
  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  @Endpoint(getWatch)
  watch(): Promise<AnswerOf<typeof getWatch>> {
    return readWatch(this.em);
  }

  @Endpoint(listWorkers)
  async workers(): Promise<AnswerOf<typeof listWorkers>> {
    return collection(await findWorkers(this.em), { path: listWorkers.path });
  }

  @Endpoint(listQueues)
  async queues(): Promise<AnswerOf<typeof listQueues>> {
    return collection(await findQueues(this.em), { path: listQueues.path });
  }

  @Endpoint(listSchedules)
  async schedules(): Promise<AnswerOf<typeof listSchedules>> {
    return collection(await findSchedules(this.em), { path: listSchedules.path });
  }
}
