import { randomInt, randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { MpnAssociation, MpnLocation, Organisation, PartnerUser, ProgramMembership } from '@tandem/identity-domain';
import type { Program, Role } from '@tandem/identity-domain';
import type { Actor } from '@tandem/platform-server';

/** What to invent; everything has a sensible default. */
export interface NewCompany {
  readonly program?: Program | null;
  /** ISO 3166-1 alpha-2; default DE. */
  readonly country?: string;
  /** Whether the program's agreement is signed and a location associated; default true. */
  readonly signed?: boolean;
  readonly name?: string;
}

/** An invented organisation, and actors of it. */
export interface Company {
  readonly organisation: Organisation;
  readonly globalAdmin: Actor;
  readonly mpnId: string;
  /** The same company through a person who holds other roles. */
  withRoles(...roles: Role[]): Actor;
}

/**
 * Invents a company with one Global admin and stores it, through the public methods of the domain, so that no impossible state
 * is tested. Every call invents another one: specs share a database without meeting.
 */
export async function company(em: EntityManager, { program = null, country = 'DE', signed = true, name }: NewCompany = {}): Promise<Company> {
  const now = new Date();
  const domain = `${randomUUID().slice(0, 13)}.example`;
  const organisation = Organisation.register({ name: name ?? `Company ${domain}`, domain, country, now });
  const mpnId = String(randomInt(1_000_000, 2_000_000_000));
  const location = MpnLocation.open({ organisationId: organisation.id, mpnId, type: 'location', name: organisation.name, country, email: `mpn@${domain}`, now });
  const admin = PartnerUser.welcome({
    ...{ organisationId: organisation.id, email: `ga@${domain}`, firstName: 'Greta', lastName: 'Ahrens', locale: 'en' as const },
    ...{ passwordHash: 'no password fits this', mustChangePassword: false, now },
  });
  em.persist([organisation, location, admin]);
  if (program) {
    const path = program === 'indirect_reseller' || program === 'customer' ? 'application' : 'operator';
    const membership = ProgramMembership.grant({ organisation, held: [], program, path, now });
    if (signed) membership.signAgreement(admin.id, now);
    em.persist(membership);
    if (signed) em.persist(MpnAssociation.associate({ organisation, location, current: undefined, holder: undefined, now }));
  }
  await em.flush();

  const actor = (roles: Role[]): Actor => ({
    ...{ organisationId: organisation.id, organisationName: organisation.name, country, programs: program ? [program] : [] },
    ...{ roles: roles.map((role) => ({ role })), userId: admin.id, name: 'Greta Ahrens', email: admin.email, locale: 'en' as const },
  });
  return { organisation, mpnId, globalAdmin: actor(['global_admin']), withRoles: (...roles) => actor(roles) };
}
