import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { requireGoodStanding } from '@tandem/identity-domain';
import { OrganisationDirectory } from '@tandem/identity-server';
import type { Established, Language } from '@tandem/invitations-contract';
import type { Invitation, InvitationText } from '@tandem/invitations-domain';
import { InvitationKind } from '@tandem/invitations-server';
import type { Brief, KindWords, MailWords } from '@tandem/invitations-server';
import { adminAccessGranted, partnershipEstablished } from '@tandem/partnership-contract';
import { Partnership, requireAuthorizable } from '@tandem/partnership-domain';
import { Clock } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { lockPairs, PARTNERSHIP_REQUEST, recordPartnership } from '../partnership-record';
import { readRelationship } from '../relationships/relationship.view';
import { REQUEST_WORDS } from './partnership-request.words.data';

/** A provider's request to become a reseller's indirect provider: accepting establishes the partnership (PRT-08). */
@Injectable()
export class PartnershipRequestKind extends InvitationKind {
  readonly type = PARTNERSHIP_REQUEST;
  readonly action = 'partnership.accept';
  readonly program = 'indirect_reseller';
  readonly landing = '/indirect-providers';

  constructor(
    private readonly organisations: OrganisationDirectory,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {
    super();
  }

  draft(brief: Brief): InvitationText {
    return REQUEST_WORDS[brief.language].draft(brief);
  }

  words(language: Language, names: { inviter: string; invited?: string | undefined }): KindWords {
    return REQUEST_WORDS[language].page(names);
  }

  mailWords(language: Language, inviter: string): MailWords {
    return REQUEST_WORDS[language].mail(inviter);
  }

  async guard(_em: EntityManager, { organisationId: providerId }: Invitation, organisationId: string): Promise<void> {
    const found = await this.organisations.byIds([...new Set([providerId, organisationId])]);
    const [provider, reseller] = [providerId, organisationId].map((id) => found.find((one) => one.id === id));
    if (!provider || !reseller) throw new Error('An organisation of this invitation is not there any more');
    requireGoodStanding(reseller);
    requireAuthorizable({
      provider: { country: provider.country, active: provider.programs.includes('indirect_provider') },
      reseller: { country: reseller.country, active: reseller.programs.includes(this.program), agreed: reseller.signed.includes(this.program) },
    });
  }

  async accept(em: EntityManager, invitation: Invitation, actor: Actor): Promise<void> {
    const pair = { providerId: invitation.organisationId, resellerId: actor.organisationId };
    // Two invitations of one provider, accepted at the same moment, or one and a takeover come one after the other.
    await lockPairs(em, [pair]);
    const current = await em.findOne(Partnership, pair);
    const before = current ? { state: current.state, adminAccess: current.adminAccess } : undefined;
    const { partnership, established } = Partnership.establish(current, pair, invitation.id, this.clock.now());
    em.persist(partnership);
    const change = { actor, ...(before ? { before } : {}), after: { state: partnership.state, adminAccess: partnership.adminAccess } };
    if (established) recordPartnership(this.events, partnershipEstablished, partnership, { ...change, data: { invitationId: invitation.id } });
    else if (before?.adminAccess !== 'granted') recordPartnership(this.events, adminAccessGranted, partnership, change);
  }

  async standing(em: EntityManager, { organisationId: providerId }: Invitation, organisationId: string): Promise<Established> {
    const relationship = await readRelationship(em, organisationId, providerId);
    if (!relationship) throw new Error('An accepted request has no partnership');
    const { id, name, relationshipType, state, mpnId, location, since, delegatedAdmin } = relationship;
    return { id, name, relationshipType, state, ...(mpnId === undefined ? {} : { mpnId }), location, since, delegatedAdmin };
  }
}
