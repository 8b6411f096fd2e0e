import { PartnerProfile } from '@tandem/identity-domain';
import type { GivenContent, PostalAddress, ProfileKind } from '@tandem/identity-domain';
import type { CastMemberOrganisation } from './cast.data';
import { SEATS } from './seats.data';

/** Address of a cast's partner in its legal country; undefined for everybody else. */
export function seatOf({ domain, country }: CastMemberOrganisation): PostalAddress | undefined {
  const seat = SEATS[domain];
  return seat && { ...seat.address, country };
}

/** The profiles of a partner of the cast: complete, with a primary contact whose address is verified. */
export function profilesOf(cast: CastMemberOrganisation, now: Date): PartnerProfile[] {
  const seat = SEATS[cast.domain];
  const address = seatOf(cast);
  const [person] = cast.people;
  if (!seat || !address || !person) return [];
  const at = (local: string): string => `${local}@${cast.domain}`;
  const website = `https://${cast.domain}`;
  const primaryContact = { firstName: person.firstName, lastName: person.lastName, email: at('contact'), phoneNumber: seat.telephone };
  const say = <Kind extends ProfileKind>(kind: Kind, content: GivenContent<Kind>): PartnerProfile => {
    const profile = PartnerProfile.open(cast.id, kind, now);
    profile.change(content, { country: cast.country, webMail: [] }, now);
    return profile;
  };
  const legal = say('legalbusiness', { companyName: cast.name, address, primaryContact, registrationNumber: seat.registrationNumber, website });
  legal.verifyContact(now);
  return [
    say('organization', { defaultAddress: address, email: at('info'), language: cast.locale, culture: `${cast.locale}-${cast.country}` }),
    legal,
    say('billing', { companyName: cast.name, address, primaryContact: { ...primaryContact, email: at('billing') }, taxId: seat.taxId }),
    say('support', { email: at('support'), telephone: seat.telephone, website: `${website}/support` }),
  ];
}
