import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { DraftInvitation, EditInvitation, IssueInvitation, PersonalLinks, ResendInvitation, RevokeInvitation, rowOfDraft, SendInvitation } from '@tandem/invitations-server';
import {
  createRelationshipRequest,
  editRelationshipRequest,
  getRelationshipRequest,
  issueRelationshipRequest,
  listRelationshipRequests,
  relationshipRequestTimeline,
  resendRelationshipRequest,
  revokeRelationshipRequest,
  sendRelationshipRequest,
} from '@tandem/partnership-contract';
import type { RelationshipRequest } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { Clock } from '@tandem/platform-kernel';
import { CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { PARTNERSHIP_REQUEST } from '../partnership-record';
import { listOwnRequests } from './list-requests';
import { readRequest, requestView } from './request.view';

type Command = InputOf<typeof sendRelationshipRequest>;

/** A provider's partnership requests (SCR-13). */
@Controller()
export class RequestsController {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly links: PersonalLinks,
    private readonly drafting: DraftInvitation,
    private readonly editing: EditInvitation,
    private readonly sending: SendInvitation,
    private readonly issuing: IssueInvitation,
    private readonly resending: ResendInvitation,
    private readonly revoking: RevokeInvitation,
  ) {}

  @Endpoint(listRelationshipRequests)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listRelationshipRequests>): Promise<AnswerOf<typeof listRelationshipRequests>> {
    return listOwnRequests(this.em, actor, input, this.clock.now());
  }

  @Endpoint(createRelationshipRequest)
  async create(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof createRelationshipRequest>): Promise<RelationshipRequest> {
    const { email, language, validDays, remind, emailDraft } = body;
    const invitation = await this.drafting.run(actor, { type: PARTNERSHIP_REQUEST, email, language, validDays, remind, emailDraft });
    return requestView(rowOfDraft(invitation), this.links, this.clock.now());
  }

  @Endpoint(getRelationshipRequest)
  get(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getRelationshipRequest>): Promise<RelationshipRequest> {
    return this.view(actor, params.id);
  }

  @Endpoint(editRelationshipRequest)
  async edit(@CurrentActor() actor: Actor, @Input() { params, body, etag }: InputOf<typeof editRelationshipRequest>): Promise<RelationshipRequest> {
    await this.editing.run(actor, { ...body, type: PARTNERSHIP_REQUEST, id: params.id, etag });
    return this.view(actor, params.id);
  }

  @Endpoint(sendRelationshipRequest)
  send(@CurrentActor() actor: Actor, @Input() input: Command): Promise<RelationshipRequest> {
    return this.command(actor, input, this.sending);
  }

  @Endpoint(issueRelationshipRequest)
  issue(@CurrentActor() actor: Actor, @Input() input: Command): Promise<RelationshipRequest> {
    return this.command(actor, input, this.issuing);
  }

  @Endpoint(resendRelationshipRequest)
  resend(@CurrentActor() actor: Actor, @Input() input: Command): Promise<RelationshipRequest> {
    return this.command(actor, input, this.resending);
  }

  @Endpoint(revokeRelationshipRequest)
  revoke(@CurrentActor() actor: Actor, @Input() input: Command): Promise<RelationshipRequest> {
    return this.command(actor, input, this.revoking);
  }

  @Endpoint(relationshipRequestTimeline)
  async timeline(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof relationshipRequestTimeline>): Promise<AnswerOf<typeof relationshipRequestTimeline>> {
    const { id } = await readRequest(this.em, actor, input.params.id);
    const path = `/relationshiprequests/${id}/timeline`;
    return timelinePage(this.em, { subject: { type: 'invitation', id }, organisationId: actor.organisationId, path }, input);
  }

  private async command(actor: Actor, { params, etag }: Command, useCase: SendInvitation | IssueInvitation | ResendInvitation | RevokeInvitation): Promise<RelationshipRequest> {
    await useCase.run(actor, { type: PARTNERSHIP_REQUEST, id: params.id, etag });
    return this.view(actor, params.id);
  }

  private async view(actor: Actor, id: string): Promise<RelationshipRequest> {
    return requestView(await readRequest(this.em, actor, id), this.links, this.clock.now());
  }
}
