import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { deactivatePartnerUser, invitePartnerUserAgain, reactivatePartnerUser, resetPartnerUserPassword } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { DeactivatePartnerUser } from './deactivate-partner-user';
import { InviteAgain } from './invite-again';
import { getPartnerUserView } from './partner-user.view';
import { ReactivatePartnerUser } from './reactivate-partner-user';
import { ResetPassword } from './reset-password';

/** Whether and how a person gets in: invitation, password, access. */
@Controller()
export class PartnerUserAccessController {
  constructor(
    private readonly em: EntityManager,
    private readonly deactivating: DeactivatePartnerUser,
    private readonly reactivating: ReactivatePartnerUser,
    private readonly resetting: ResetPassword,
    private readonly inviting: InviteAgain,
  ) {}

  @Endpoint(deactivatePartnerUser)
  deactivate(@CurrentActor() actor: Actor, @Input() { params, etag }: InputOf<typeof deactivatePartnerUser>): Promise<void> {
    return this.deactivating.run(actor, params.id, etag);
  }

  @Endpoint(reactivatePartnerUser)
  async reactivate(@CurrentActor() actor: Actor, @Input() { params, etag }: InputOf<typeof reactivatePartnerUser>): Promise<AnswerOf<typeof reactivatePartnerUser>> {
    await this.reactivating.run(actor, params.id, etag);
    return this.view(actor, params.id);
  }

  @Endpoint(resetPartnerUserPassword, { secretFields: ['credentials'] })
  async reset(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof resetPartnerUserPassword>): Promise<AnswerOf<typeof resetPartnerUserPassword>> {
    const { id, credentials } = await this.resetting.run(actor, params.id, body, etag);
    return { ...(await this.view(actor, id)), ...(credentials ? { credentials } : {}) };
  }

  @Endpoint(invitePartnerUserAgain)
  async inviteAgain(@CurrentActor() actor: Actor, @Input() { params, etag }: InputOf<typeof invitePartnerUserAgain>): Promise<AnswerOf<typeof invitePartnerUserAgain>> {
    await this.inviting.run(actor, params.id, etag);
    return this.view(actor, params.id);
  }

  private view(actor: Actor, id: string) {
    return getPartnerUserView(this.em, actor.organisationId, id);
  }
}
