import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject } from '@nestjs/common';
import { addMpnLocation, associateMpn, getMpnLocation, listMpnAssociations, listMpnLocations, mpnLocationTimeline } from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { addressIn } from '../profiles/given-profile';
import { AddLocation } from './add-location';
import { AssociateLocation } from './associate-location';
import { listAssociations, listLocations, readAssociation } from './list-locations';
import { locationView, readLocation, subjectOfLocation } from './location.view';

/** The MPN accounts of an organisation, and which of them it acts under. */
@Controller()
export class LocationsController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(AddLocation) private readonly adding: AddLocation,
    @Inject(AssociateLocation) private readonly associating: AssociateLocation,
  ) {}

  @Endpoint(listMpnLocations)
  list(@CurrentActor() { organisationId }: Actor, @Input() input: InputOf<typeof listMpnLocations>): Promise<AnswerOf<typeof listMpnLocations>> {
    return listLocations(this.em, organisationId, input);
  }

  @Endpoint(addMpnLocation)
  async add(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof addMpnLocation>): Promise<AnswerOf<typeof addMpnLocation>> {
    const mpnId = await this.adding.run(actor, { ...body, address: addressIn(actor.country, body.address) });
    return locationView(await readLocation(this.em, actor.organisationId, mpnId));
  }

  @Endpoint(getMpnLocation)
  async get(@CurrentActor() { organisationId }: Actor, @Input() { params }: InputOf<typeof getMpnLocation>): Promise<AnswerOf<typeof getMpnLocation>> {
    return locationView(await readLocation(this.em, organisationId, params.mpnId));
  }

  @Endpoint(mpnLocationTimeline)
  async timeline(@CurrentActor() { organisationId }: Actor, @Input() input: InputOf<typeof mpnLocationTimeline>): Promise<AnswerOf<typeof mpnLocationTimeline>> {
    const { id, mpnId } = await readLocation(this.em, organisationId, input.params.mpnId);
    return timelinePage(this.em, { subject: subjectOfLocation(id), organisationId, path: `/mpnlocations/${mpnId}/timeline` }, input);
  }

  @Endpoint(listMpnAssociations)
  associations(@CurrentActor() { organisationId }: Actor, @Input() input: InputOf<typeof listMpnAssociations>): Promise<AnswerOf<typeof listMpnAssociations>> {
    return listAssociations(this.em, organisationId, input);
  }

  @Endpoint(associateMpn)
  async associate(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof associateMpn>): Promise<AnswerOf<typeof associateMpn>> {
    await this.associating.run(actor, body.mpnId);
    return readAssociation(this.em, actor.organisationId);
  }
}
