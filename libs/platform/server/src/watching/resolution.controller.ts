import { Controller, Inject } from '@nestjs/common';
import { resolveDelivery } from '@tandem/platform-contract';
import type { DeliveryView, InputOf } from '@tandem/platform-contract';
import type { Actor } from '../auth/actor';
import { CurrentActor } from '../http/current-actor.decorator';
import { Endpoint } from '../http/endpoint.decorator';
import { Input } from '../http/input.decorator';
import { ResolveDelivery } from './resolve-delivery';

/** Ends doubts about mails, by hand. */
@Controller()
export class ResolutionController {
  constructor(@Inject(ResolveDelivery) private readonly resolving: ResolveDelivery) {}

  @Endpoint(resolveDelivery)
  resolve(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof resolveDelivery>): Promise<DeliveryView> {
    return this.resolving.run(actor, params.id, body);
  }
}
