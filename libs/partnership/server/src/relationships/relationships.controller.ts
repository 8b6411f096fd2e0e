import { EntityManager } from '@mikro-orm/postgresql';
import { Controller } from '@nestjs/common';
import { changeRelationship, getDelegatedAdmin, grantDelegatedAdmin, listRelationships, relationshipTimeline, removeDelegatedAdmin } from '@tandem/partnership-contract';
import type { DelegatedAdmin } from '@tandem/partnership-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { notFound } from '@tandem/platform-kernel';
import { CurrentActor, Endpoint, Input, requirePermission, resource, timelinePage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { subjectOf } from '../partnership-record';
import { ChangeAdminAccess } from './change-admin-access';
import { listOwnRelationships, sideOf } from './list-relationships';
import { accessOf, findRelationship, relationshipView } from './relationship.view';
import { TerminatePartnership } from './terminate-partnership';

type Found = NonNullable<Awaited<ReturnType<typeof findRelationship>>>;

/** Partnerships, from either side. */
@Controller()
export class RelationshipsController {
  constructor(
    private readonly em: EntityManager,
    private readonly terminating: TerminatePartnership,
    private readonly access: ChangeAdminAccess,
  ) {}

  @Endpoint(listRelationships)
  list(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof listRelationships>): Promise<AnswerOf<typeof listRelationships>> {
    return listOwnRelationships(this.em, actor, input);
  }

  @Endpoint(changeRelationship)
  async change(@CurrentActor() actor: Actor, @Input() { params, etag }: InputOf<typeof changeRelationship>): Promise<AnswerOf<typeof changeRelationship>> {
    await this.terminating.run(actor, params.partnerId, etag);
    const { row, type } = await this.own(actor, params.partnerId);
    return relationshipView(row, type);
  }

  @Endpoint(getDelegatedAdmin)
  delegatedAdmin(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getDelegatedAdmin>): Promise<AnswerOf<typeof getDelegatedAdmin>> {
    return this.accessView(actor, params.partnerId);
  }

  @Endpoint(grantDelegatedAdmin)
  async grant(@CurrentActor() actor: Actor, @Input() { params, etag }: InputOf<typeof grantDelegatedAdmin>): Promise<AnswerOf<typeof grantDelegatedAdmin>> {
    await this.access.run(actor, params.partnerId, 'granted', etag);
    return this.accessView(actor, params.partnerId);
  }

  @Endpoint(removeDelegatedAdmin)
  remove(@CurrentActor() actor: Actor, @Input() { params, etag }: InputOf<typeof removeDelegatedAdmin>): Promise<void> {
    return this.access.run(actor, params.partnerId, 'removed', etag);
  }

  @Endpoint(relationshipTimeline)
  async timeline(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof relationshipTimeline>): Promise<AnswerOf<typeof relationshipTimeline>> {
    const { partnerId } = input.params;
    const { row } = await this.own(actor, partnerId);
    return timelinePage(this.em, { subject: subjectOf(row), organisationId: actor.organisationId, path: `/relationships/${partnerId}/timeline` }, input);
  }

  private async accessView(actor: Actor, partnerId: string): Promise<DelegatedAdmin> {
    const { row } = await this.own(actor, partnerId);
    return {
      adminAccess: accessOf(row),
      changedAt: (row.until ?? row.adminAccessChangedAt).toISOString(),
      ...resource('DelegatedAdmin', `/relationships/${partnerId}/delegatedadmin`, row.version),
    };
  }

  /** What stands between the two; a reseller's own providers are for fewer roles than a provider's resellers (SCR-15). */
  private async own(actor: Actor, partnerId: string): Promise<Found> {
    const found = await findRelationship(this.em, actor.organisationId, partnerId);
    const type = found?.type ?? sideOf(actor, undefined);
    if (type === 'is_indirect_reseller_of') requirePermission(actor, 'partnership.providers');
    if (!found) throw notFound();
    return found;
  }
}
