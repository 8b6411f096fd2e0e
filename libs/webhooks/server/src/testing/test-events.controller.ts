import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { getTestEvent, sendTestEvent } from '@tandem/webhooks-contract';
import { SendTestEvent } from './send-test-event';
import { readTestEvent } from './test-event.view';

/** Test events, to see whether a receiver is there. */
@Controller()
export class TestEventsController {
  constructor(
    private readonly em: EntityManager,
    private readonly sending: SendTestEvent,
  ) {}

  @Endpoint(sendTestEvent)
  async send(@CurrentActor() actor: Actor): Promise<AnswerOf<typeof sendTestEvent>> {
    return { correlationId: await this.sending.run(actor) };
  }

  @Endpoint(getTestEvent)
  get(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getTestEvent>): Promise<AnswerOf<typeof getTestEvent>> {
    return readTestEvent(this.em, actor, params.correlationId);
  }
}
