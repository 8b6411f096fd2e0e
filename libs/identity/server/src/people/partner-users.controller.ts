import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { assignPartnerUserRoles, changePartnerUser, createPartnerUser, getPartnerUser, listPartnerUsers, partnerUserTimeline } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { AddPartnerUser } from './add-partner-user';
import { AssignRoles } from './assign-roles';
import { ChangePartnerUser } from './change-partner-user';
import { listOwnPeople } from './list-partner-users';
import { getPartnerUserView } from './partner-user.view';
import { subjectOfPerson } from './person-record';

/** The people of the own organisation. */
@Controller()
export class PartnerUsersController {
  constructor(
    private readonly em: EntityManager,
    private readonly adding: AddPartnerUser,
    private readonly changing: ChangePartnerUser,
    private readonly assigning: AssignRoles,
  ) {}

  @Endpoint(listPartnerUsers)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listPartnerUsers>): Promise<AnswerOf<typeof listPartnerUsers>> {
    return listOwnPeople(this.em, actor, input);
  }

  @Endpoint(createPartnerUser, { secretFields: ['credentials'] })
  async create(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof createPartnerUser>): Promise<AnswerOf<typeof createPartnerUser>> {
    const { id, credentials } = await this.adding.run(actor, body);
    return { ...(await this.view(actor, id)), ...(credentials ? { credentials } : {}) };
  }

  @Endpoint(getPartnerUser)
  get(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getPartnerUser>): Promise<AnswerOf<typeof getPartnerUser>> {
    return this.view(actor, params.id);
  }

  @Endpoint(changePartnerUser)
  async change(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof changePartnerUser>): Promise<AnswerOf<typeof changePartnerUser>> {
    await this.changing.run(actor, params.id, body, etag);
    return this.view(actor, params.id);
  }

  @Endpoint(assignPartnerUserRoles)
  async assign(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof assignPartnerUserRoles>): Promise<AnswerOf<typeof assignPartnerUserRoles>> {
    await this.assigning.run(actor, params.id, body.roles, etag);
    return this.view(actor, params.id);
  }

  @Endpoint(partnerUserTimeline)
  async timeline(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof partnerUserTimeline>): Promise<AnswerOf<typeof partnerUserTimeline>> {
    const { id } = input.params;
    await this.view(actor, id);
    return timelinePage(this.em, { subject: subjectOfPerson(id), organisationId: actor.organisationId, path: `/partnerusers/${id}/timeline` }, input);
  }

  private view(actor: Actor, id: string) {
    return getPartnerUserView(this.em, actor.organisationId, id);
  }
}
