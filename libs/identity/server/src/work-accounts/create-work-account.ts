import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { workAccountCreated } from '@tandem/identity-contract';
import type { NewWorkAccount } from '@tandem/identity-contract';
import { assignRoles, Organisation, PartnerUser, registeredDomainOf, requireDomain, refusalOfCompanyMail } from '@tandem/identity-domain';
import { Clock, DomainError, newId } from '@tandem/platform-kernel';
import { Config, Events } from '@tandem/platform-server';
import { AccountLinks } from '../links/account-links';
import { subjectOfOrganisation } from '../partners/partner-record';
import { subjectOfPerson } from '../people/person-record';
import { hashSecret, newToken } from '../secrets/secret-hash';
import { isClaimed } from './claimed';

/** How often one network address may ask within a day. */
const PER_ADDRESS = 10;
/** People who may be invited into an account that nobody has joined yet: the first one may have mistyped, or be nobody. */
const MOST_INVITED = 5;

const WAIT = `
  select ceil(extract(epoch from (array_agg(at order by at desc))[${PER_ADDRESS}] + interval '1 day' - now()))::int as wait
  from work_account_request where address = ? and at > now() - interval '1 day'`;

const taken = (reason: string, field: string, rule: string): DomainError => new DomainError({ rule, reason, kind: 'conflict', field });

/**
 * Makes a work account for a company that has none, with its first Global admin (ENR-04). It belongs to whoever reads the mail: as long as nobody
 * has chosen a password, others of the same domain can ask for it, too, so that nobody takes a company's place with an address that is not theirs.
 */
@Injectable()
export class CreateWorkAccount {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Events) private readonly events: Events,
    @Inject(Config) private readonly config: Config,
    @Inject(AccountLinks) private readonly links: AccountLinks,
  ) {}

  /**
   * @param address where the request comes from.
   * @throws DomainError WORK_ACCOUNTS_LIMITED, ACCOUNT_LINK_RECENT (SEC-05), WEBMAIL_NOT_ALLOWED (ENR-08), SIGN_IN_DOMAIN_NOT_ALLOWED (ENR-09), COUNTRY_UNSUPPORTED (GEO-03),
   * DOMAIN_TAKEN when the company has an account, EMAIL_TAKEN, ADDRESS_SUPPRESSED (EML-13).
   */
  async run(given: NewWorkAccount, address: string): Promise<{ email: string; domain: string }> {
    await this.count(address);
    const webMail = this.config.get('WEBMAIL_DOMAINS');
    const refusal = refusalOfCompanyMail(given.email, 'email', webMail);
    if (refusal) throw new DomainError(refusal);
    const domain = requireDomain(registeredDomainOf(given.email) ?? '', webMail);
    // A password that nobody knows; made before anybody has to wait for it.
    const passwordHash = await hashSecret(newToken());
    // Of two at once for the same domain one makes the organisation and the other finds it.
    await this.em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`work account ${domain}`]);
    const organisation = await this.organisation(given, domain);
    const user = await this.person(given, organisation, passwordHash);
    await this.links.requireReachable(user.email);
    await this.links.send(user, 'join', 'work_account');
    this.events.add(workAccountCreated, {
      ...{ organisations: [organisation.id], subjects: [subjectOfOrganisation(organisation.id), subjectOfPerson(user.id)], data: { organisationId: organisation.id, userId: user.id } },
      after: { name: organisation.name, domain, country: organisation.country, globalAdmin: user.email },
    });
    await this.em.flush();
    return { email: user.email, domain };
  }

  private async count(address: string): Promise<void> {
    const [limit] = await this.em.execute<{ wait: number | null }[]>(WAIT, [address]);
    if (limit?.wait) throw new DomainError({ rule: 'SEC-05', reason: 'WORK_ACCOUNTS_LIMITED', kind: 'limited', details: { retryAfter: limit.wait } });
    await this.em.execute(`with swept as (delete from work_account_request where at < now() - interval '1 day') insert into work_account_request (id, address) values (?, ?)`, [newId(), address]);
  }

  private async organisation({ companyName, country }: NewWorkAccount, domain: string): Promise<Organisation> {
    const found = await this.em.findOne(Organisation, { domain });
    if (found && (await isClaimed(this.em, found.id))) throw taken('DOMAIN_TAKEN', 'email', 'ORG-01');
    const organisation = found ?? Organisation.register({ name: companyName, domain, country, now: this.clock.now() });
    this.em.persist(organisation);
    return organisation;
  }

  private async person({ email, firstName, lastName, language = 'en' }: NewWorkAccount, organisation: Organisation, passwordHash: string): Promise<PartnerUser> {
    const now = this.clock.now();
    const known = await this.em.findOne(PartnerUser, { email: email.toLowerCase() });
    if (known && known.organisationId !== organisation.id) throw taken('EMAIL_TAKEN', 'email', 'ROL-06');
    if (known) return known;
    if ((await this.em.count(PartnerUser, { organisationId: organisation.id })) >= MOST_INVITED) throw taken('DOMAIN_TAKEN', 'email', 'ORG-01');
    const user = PartnerUser.welcome({ organisationId: organisation.id, email, firstName, lastName, locale: language, passwordHash, invited: true, now });
    const { granted } = assignRoles({ user, held: [], wanted: [{ role: 'global_admin' }], otherGlobalAdmins: 0, isOperator: false, now });
    this.em.persist([user, ...granted]);
    return user;
  }
}
