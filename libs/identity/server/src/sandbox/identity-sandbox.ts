import type { EntityManager } from '@mikro-orm/postgresql';
import { ApiClient, assignRoles, MpnAssociation, MpnLocation, Organisation, PartnerUser, ProgramMembership } from '@tandem/identity-domain';
import type { Clock } from '@tandem/platform-kernel';
import type { SandboxPart } from '@tandem/platform-server';
import { v5 } from 'uuid';
import { hashSecret } from '../secrets/secret-hash';
import { CAST, SANDBOX_PASSWORD } from './cast.data';
import type { CastMemberOrganisation } from './cast.data';
import { profilesOf, seatOf } from './seed-profiles';

/** Roles of the cast's API clients. */
const CLIENT_ROLES = [{ role: 'admin_agent' }, { role: 'sales_agent' }] as const;

/** The same id for the same address every time: tokens of the cast stay valid over a reset. */
export const castId = (name: string): string => v5(`tandem:${name}`, v5.URL);

/** The API client of an organisation of the cast. */
export const castClient = (domain: string) => ({ clientId: domain, clientSecret: `sandbox-${domain}` });

/** Hashes of the cast's secrets, made once: they stand in the documentation, and hashing them anew was a good part of a reset. */
const hashes = new Map<string, Promise<string>>();

function hashOf(secret: string): Promise<string> {
  const hash = hashes.get(secret) ?? hashSecret(secret);
  hashes.set(secret, hash);
  return hash;
}

/** Organisations, their profiles, people, MPN locations and API clients of the sandbox. */
export const identitySandbox: SandboxPart = {
  name: 'identity',
  async seed(em: EntityManager, clock: Clock): Promise<void> {
    const now = clock.now();
    const passwordHash = await hashOf(SANDBOX_PASSWORD);
    for (const cast of CAST)
      seedOrganisation(em, cast, { now, passwordHash, secretHash: await hashOf(castClient(cast.domain).clientSecret) });
    await em.flush();
  },
};

function seedOrganisation(
  em: EntityManager,
  cast: CastMemberOrganisation,
  { now, passwordHash, secretHash }: { now: Date; passwordHash: string; secretHash: string },
): void {
  const organisation = Organisation.register({ ...cast, now });
  em.persist([organisation, ...profilesOf(cast, now)]);
  const seat = seatOf(cast);
  for (const { mpnId, country, email } of cast.mpn) {
    const type = country === 'global' ? 'global' : 'location';
    const place = type === 'global' ? cast.country : country;
    const location = MpnLocation.open({
      organisationId: cast.id,
      mpnId,
      type,
      name: `${cast.name} ${place}`,
      country: place,
      ...(email ? { email } : {}),
      ...(seat && place === cast.country ? { address: seat } : {}),
      now,
    });
    em.persist(location);
    if (mpnId === cast.associated)
      em.persist(MpnAssociation.associate({ organisation, location, current: undefined, holder: undefined, now }));
  }
  for (const { local, firstName, lastName, roles } of cast.people) {
    const email = `${local}@${cast.domain}`;
    const user = PartnerUser.welcome({
      id: castId(email),
      organisationId: cast.id,
      email,
      firstName,
      lastName,
      locale: cast.locale,
      passwordHash,
      mustChangePassword: false,
      now,
    });
    const wanted = roles.map((role) => (role === 'incentive_user' ? { role, locations: [cast.associated ?? ''] } : { role }));
    em.persist([
      user,
      ...assignRoles({ user, held: [], wanted, otherGlobalAdmins: 0, isOperator: cast.program === 'operator', now }).granted,
    ]);
  }
  if (cast.program) {
    const membership = ProgramMembership.grant({ organisation, held: [], program: cast.program, path: 'operator', now });
    if (cast.agreementSigned) membership.signAgreement(castId(`ga@${cast.domain}`), now);
    em.persist(membership);
  }
  em.persist(registered(cast, secretHash, now));
}

/** The API client of an organisation with its one secret. */
function registered({ id, domain, name }: Pick<CastMemberOrganisation, 'id' | 'domain' | 'name'>, secretHash: string, now: Date): object[] {
  const { clientId } = castClient(domain);
  const client = ApiClient.register({ id: castId(`client:${domain}`), organisationId: id, clientId, name: `${name} API`, roles: CLIENT_ROLES, now });
  return [client, client.addSecret([], secretHash, now)];
}

/** An API client as the cast has them, for an organisation that came to the sandbox later. */
export const clientOf = async (organisation: Pick<CastMemberOrganisation, 'id' | 'domain' | 'name'>, now: Date): Promise<object[]> =>
  registered(organisation, await hashOf(castClient(organisation.domain).clientSecret), now);
