import type { EntityManager } from '@mikro-orm/postgresql';
import type { Application } from '@tandem/enrollment-domain';
import { MpnAssociation, PartnerProfile } from '@tandem/identity-domain';
import type { Organisation, ProfileContents } from '@tandem/identity-domain';

/** The form as it is first shown: with everything that is known of the organisation already, so that nobody types it twice (TRN-03, ENR-13). */
export async function prefilledApplication(em: EntityManager, { id: organisationId, name, country }: Organisation): Promise<Application> {
  const profiles = await em.find(PartnerProfile, { organisationId, kind: { $in: ['legalbusiness', 'support'] } });
  const said = <Kind extends 'legalbusiness' | 'support'>(kind: Kind) => (profiles.find((profile) => profile.kind === kind)?.content ?? {}) as Partial<ProfileContents[Kind]>;
  const { companyName = name, address = { country }, registrationNumber, website, primaryContact } = said('legalbusiness');
  const association = await em.findOne(MpnAssociation, { organisationId, until: null });
  return {
    legalBusinessProfile: { companyName, address, ...(registrationNumber ? { registrationNumber } : {}), ...(website ? { website } : {}), ...(primaryContact ? { primaryContact } : {}) },
    supportProfile: said('support'),
    ...(association ? { mpnId: association.mpnId } : {}),
  };
}
