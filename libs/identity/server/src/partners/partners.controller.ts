import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject } from '@nestjs/common';
import { createPartner, getPartner, listPartners, partnerTimeline, restrictPartner, suspendPartner } from '@tandem/identity-contract';
import type { PartnerDetails } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { CreatePartner } from './create-partner';
import { HaltPartner } from './halt-partner';
import { findPartners } from './list-partners';
import { subjectOfOrganisation } from './partner-record';
import { readPartner } from './partner.view';

/** Partner organisations, for the operator. */
@Controller()
export class PartnersController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(CreatePartner) private readonly creating: CreatePartner,
    @Inject(HaltPartner) private readonly halting: HaltPartner,
  ) {}

  @Endpoint(listPartners)
  list(@Input() input: InputOf<typeof listPartners>): Promise<AnswerOf<typeof listPartners>> {
    return findPartners(this.em, input);
  }

  @Endpoint(createPartner, { secretFields: ['credentials'] })
  async create(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof createPartner>): Promise<AnswerOf<typeof createPartner>> {
    const { id, credentials } = await this.creating.run(actor, body);
    return { ...(await readPartner(this.em, id)), credentials };
  }

  @Endpoint(getPartner)
  get(@Input() { params }: InputOf<typeof getPartner>): Promise<PartnerDetails> {
    return readPartner(this.em, params.id);
  }

  @Endpoint(suspendPartner)
  async suspend(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof suspendPartner>): Promise<PartnerDetails> {
    await this.halting.run(actor, params.id, 'suspended', body.suspended ? (body.reason ?? '') : null);
    return readPartner(this.em, params.id);
  }

  @Endpoint(restrictPartner)
  async restrict(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof restrictPartner>): Promise<PartnerDetails> {
    await this.halting.run(actor, params.id, 'restricted', body.restricted ? (body.reason ?? '') : null);
    return readPartner(this.em, params.id);
  }

  @Endpoint(partnerTimeline)
  async timeline(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof partnerTimeline>): Promise<AnswerOf<typeof partnerTimeline>> {
    const { id } = await readPartner(this.em, input.params.id);
    return timelinePage(this.em, { subject: subjectOfOrganisation(id), organisationId: actor.organisationId, path: `/partners/${id}/timeline` }, input);
  }
}
