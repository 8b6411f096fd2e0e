import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject } from '@nestjs/common';
import { bulkActTimeline, deliveryTimeline, jobTimeline } from '@tandem/platform-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { timelinePage } from '../events/timeline-page';
import { CurrentActor } from '../http/current-actor.decorator';
import { Endpoint } from '../http/endpoint.decorator';
import { Input } from '../http/input.decorator';
import { readBulkAct } from './bulk-act.view';
import { watchedOrganisation } from './delivery-filter';
import { findDeliveries } from './list-deliveries';
import { findJobs } from './list-jobs';

type Story = Promise<AnswerOf<typeof deliveryTimeline>>;
type Asked = InputOf<typeof deliveryTimeline>;

/** The stories of what is watched: mails, jobs, bulk acts. Each is looked up first, as the caller may see it. */
@Controller()
export class StoriesController {
  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  @Endpoint(deliveryTimeline)
  async delivery(@CurrentActor() actor: Actor, @Input() input: Asked): Story {
    const [found] = await findDeliveries(this.em, actor, input.params, 1);
    return this.tell('delivery', found?.id, actor, deliveryTimeline.path, input);
  }

  @Endpoint(jobTimeline)
  async job(@CurrentActor() actor: Actor, @Input() input: Asked): Story {
    const [found] = await findJobs(this.em, input.params, 1);
    return this.tell('job', found?.id, actor, jobTimeline.path, input);
  }

  @Endpoint(bulkActTimeline)
  async bulkAct(@CurrentActor() actor: Actor, @Input() input: Asked): Story {
    const { id } = await readBulkAct(this.em, actor, input.params.id);
    return this.tell('bulk_act', id, actor, bulkActTimeline.path, input);
  }

  private tell(type: string, id: string | undefined, actor: Actor, path: string, input: Asked): Story {
    if (id === undefined) throw notFound();
    return timelinePage(this.em, { subject: { type, id }, organisationId: watchedOrganisation(actor), path: path.replace(':id', id) }, input);
  }
}
