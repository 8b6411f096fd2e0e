import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Inject } from '@nestjs/common';
import {
  getBillingProfile,
  getLegalBusinessProfile,
  getMpnProfile,
  getOrganizationProfile,
  getSupportProfile,
  listPrograms,
  profileTimeline,
  putBillingProfile,
  putLegalBusinessProfile,
  putOrganizationProfile,
  putSupportProfile,
  putSupportProfileByOldPath,
} from '@tandem/identity-contract';
import type { AnswerOf, InputOf } from '@tandem/platform-contract';
import { collection, CurrentActor, Endpoint, Input, timelinePage } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { ChangeProfile } from './change-profile';
import { findMpnProfile } from './find-mpn-profile';
import { GIVEN } from './given-profile';
import { programsOf } from './list-programs';
import { billingView, legalBusinessView, organizationView, readProfile, subjectOfProfile, supportView } from './profile.view';
import { Vettings } from './vettings';

/** What an organisation says of itself: its four profiles, its MPN ID and its programs. */
@Controller()
export class ProfilesController {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(ChangeProfile) private readonly changing: ChangeProfile,
    @Inject(Vettings) private readonly vettings: Vettings,
  ) {}

  @Endpoint(getOrganizationProfile)
  async organization(@CurrentActor() { organisationId }: Actor): Promise<AnswerOf<typeof getOrganizationProfile>> {
    return organizationView(await readProfile(this.em, organisationId, 'organization'));
  }

  @Endpoint(putOrganizationProfile)
  async putOrganization(@CurrentActor() actor: Actor, @Input() { body, etag }: InputOf<typeof putOrganizationProfile>): Promise<AnswerOf<typeof putOrganizationProfile>> {
    await this.changing.run(actor, 'organization', GIVEN.organization(body, actor.country), etag);
    return this.organization(actor);
  }

  @Endpoint(getLegalBusinessProfile)
  async legalBusiness(@CurrentActor() { organisationId }: Actor, @Input() { query }: Pick<InputOf<typeof getLegalBusinessProfile>, 'query'>): Promise<AnswerOf<typeof getLegalBusinessProfile>> {
    return legalBusinessView(await readProfile(this.em, organisationId, 'legalbusiness'), await this.vettings.of(organisationId, query.vettingVersion));
  }

  @Endpoint(putLegalBusinessProfile)
  async putLegalBusiness(@CurrentActor() actor: Actor, @Input() { body, etag }: InputOf<typeof putLegalBusinessProfile>): Promise<AnswerOf<typeof putLegalBusinessProfile>> {
    await this.changing.run(actor, 'legalbusiness', GIVEN.legalbusiness(body, actor.country), etag);
    return this.legalBusiness(actor, { query: {} });
  }

  @Endpoint(getBillingProfile)
  async billing(@CurrentActor() { organisationId }: Actor): Promise<AnswerOf<typeof getBillingProfile>> {
    return billingView(await readProfile(this.em, organisationId, 'billing'));
  }

  @Endpoint(putBillingProfile)
  async putBilling(@CurrentActor() actor: Actor, @Input() { body, etag }: InputOf<typeof putBillingProfile>): Promise<AnswerOf<typeof putBillingProfile>> {
    await this.changing.run(actor, 'billing', GIVEN.billing(body, actor.country), etag);
    return this.billing(actor);
  }

  @Endpoint(getSupportProfile)
  async support(@CurrentActor() { organisationId }: Actor): Promise<AnswerOf<typeof getSupportProfile>> {
    return supportView(await readProfile(this.em, organisationId, 'support'));
  }

  @Endpoint(putSupportProfile)
  async putSupport(@CurrentActor() actor: Actor, @Input() { body, etag }: InputOf<typeof putSupportProfile>): Promise<AnswerOf<typeof putSupportProfile>> {
    await this.changing.run(actor, 'support', GIVEN.support(body, actor.country), etag);
    return this.support(actor);
  }

  @Endpoint(putSupportProfileByOldPath)
  putSupportByOldPath(@CurrentActor() actor: Actor, @Input() input: InputOf<typeof putSupportProfileByOldPath>): Promise<AnswerOf<typeof putSupportProfileByOldPath>> {
    return this.putSupport(actor, input);
  }

  @Endpoint(getMpnProfile)
  mpn(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof getMpnProfile>): Promise<AnswerOf<typeof getMpnProfile>> {
    return findMpnProfile(this.em, actor, query.mpnId);
  }

  @Endpoint(listPrograms)
  programs(@CurrentActor() { organisationId }: Actor): Promise<AnswerOf<typeof listPrograms>> {
    return programsOf(this.em, organisationId);
  }

  @Endpoint(profileTimeline)
  async timeline(@CurrentActor() { organisationId }: Actor, @Input() input: InputOf<typeof profileTimeline>): Promise<AnswerOf<typeof profileTimeline>> {
    const { profile } = input.params;
    const path = `/profiles/${profile}/timeline`;
    const { profileId } = await readProfile(this.em, organisationId, profile);
    return profileId === null ? collection([], { path }) : timelinePage(this.em, { subject: subjectOfProfile(profileId), organisationId, path }, input);
  }
}
