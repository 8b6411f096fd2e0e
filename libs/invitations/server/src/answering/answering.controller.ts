import { Controller } from '@nestjs/common';
import { acceptInvitation, declineInvitation, getInvitation, listRememberedInvitations, requestRenewal } from '@tandem/invitations-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Across, CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { AcceptInvitation } from './accept-invitation';
import { DeclineInvitation } from './decline-invitation';
import { RememberedInvitations } from './remembered-invitations';
import { RequestRenewal } from './request-renewal';
import { ViewInvitation } from './view-invitation';

/** Answering a personal link over the API. The use cases check in the order of docs/adr/0006, so every route is public. */
@Controller()
export class AnsweringController {
  constructor(
    private readonly viewing: ViewInvitation,
    private readonly accepting: AcceptInvitation,
    private readonly declining: DeclineInvitation,
    private readonly renewing: RequestRenewal,
    private readonly remembered: RememberedInvitations,
  ) {}

  @Endpoint(getInvitation)
  @Across('personal-link')
  view(@CurrentActor() actor: Actor | undefined, @Input() { params }: InputOf<typeof getInvitation>): Promise<AnswerOf<typeof getInvitation>> {
    return this.viewing.run(actor, params.token);
  }

  @Endpoint(acceptInvitation)
  @Across('personal-link')
  async accept(@CurrentActor() actor: Actor | undefined, @Input() { params, body }: InputOf<typeof acceptInvitation>): Promise<AnswerOf<typeof acceptInvitation>> {
    return { state: 'accepted', relationship: await this.accepting.run(actor, params.token, body?.authorized === true) };
  }

  @Endpoint(declineInvitation)
  @Across('personal-link')
  async decline(@CurrentActor() actor: Actor | undefined, @Input() { params, body }: InputOf<typeof declineInvitation>): Promise<AnswerOf<typeof declineInvitation>> {
    await this.declining.run(actor, params.token, body?.reason);
    return { state: 'declined' };
  }

  @Endpoint(requestRenewal)
  @Across('personal-link')
  async renew(@CurrentActor() actor: Actor | undefined, @Input() { params }: InputOf<typeof requestRenewal>): Promise<AnswerOf<typeof requestRenewal>> {
    const requestedAt = await this.renewing.run(actor, params.token);
    return { state: 'expired', requestedAt: requestedAt.toISOString() };
  }

  @Endpoint(listRememberedInvitations)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listRememberedInvitations>): Promise<AnswerOf<typeof listRememberedInvitations>> {
    return this.remembered.page(actor.organisationId, input);
  }
}
