import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { organisationCreated } from '@tandem/identity-contract';
import type { NewPartner } from '@tandem/identity-contract';
import { assignRoles, Organisation, PartnerUser, ProgramMembership, requireDomain } from '@tandem/identity-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Config, Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { hashSecret, newPassword } from '../secrets/secret-hash';
import { subjectOfOrganisation } from './partner-record';

/** A partner with what its first Global admin signs in with, at the only moment at which that is known. */
export interface CreatedPartner {
  readonly id: string;
  readonly credentials: { readonly userName: string; readonly password: string };
}

const taken = (rule: string, reason: string, field: string): DomainError => new DomainError({ rule, reason, kind: 'conflict', field });

/** Makes a provider or direct-bill partner with its first Global admin, who is Admin agent too (ORG-05, ROL-04). */
@Injectable()
export class CreatePartner {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
    @Inject(Config) private readonly config: Config,
  ) {}

  /** @throws DomainError DOMAIN_MALFORMED, WEBMAIL_DOMAIN, COUNTRY_UNSUPPORTED, DOMAIN_TAKEN, EMAIL_TAKEN; the database refuses whoever comes second at the same moment. */
  async run(actor: Actor, { name, domain, country, program, globalAdmin }: NewPartner): Promise<CreatedPartner> {
    const now = this.clock.now();
    const organisation = Organisation.register({ name, domain: requireDomain(domain, this.config.get('WEBMAIL_DOMAINS')), country, now });
    const password = newPassword();
    const { locale = 'en', ...person } = globalAdmin;
    const user = PartnerUser.welcome({ ...person, organisationId: organisation.id, locale, passwordHash: await hashSecret(password), now });
    if (await this.em.findOne(Organisation, { domain: organisation.domain })) throw taken('ORG-01', 'DOMAIN_TAKEN', 'domain');
    if (await this.em.findOne(PartnerUser, { email: user.email })) throw taken('ROL-06', 'EMAIL_TAKEN', 'globalAdmin.email');
    const { granted } = assignRoles({ user, held: [], wanted: [{ role: 'global_admin' }, { role: 'admin_agent' }], otherGlobalAdmins: 0, isOperator: false, now });
    this.em.persist([organisation, ProgramMembership.grant({ organisation, held: [], program, path: 'operator', now }), user, ...granted]);
    this.events.add(organisationCreated, {
      ...{ actor, organisations: [organisation.id], subjects: [subjectOfOrganisation(organisation.id), { type: 'partner_user', id: user.id }] },
      data: { organisationId: organisation.id, userId: user.id },
      after: { name: organisation.name, domain: organisation.domain, country, program, globalAdmin: user.email },
    });
    await this.em.flush();
    return { id: organisation.id, credentials: { userName: user.email, password } };
  }
}
