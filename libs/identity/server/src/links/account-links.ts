import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AccountLink } from '@tandem/identity-domain';
import type { LinkPurpose, PartnerUser } from '@tandem/identity-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Config, Deliveries, SignedLinks } from '@tandem/platform-server';
import type { DeliveryJobDefinition } from '@tandem/platform-server';
import { subjectOfPerson } from '../people/person-record';
import { invitePerson, sendResetLink } from './account-links.jobs';
import type { LinkTemplate } from './account.mail';

/** Paths under which the links are answered. */
export const LINK_PATHS = { join: '/join/', reset: '/reset/' } as const satisfies Record<LinkPurpose, string>;

const JOBS = { join: invitePerson, reset: sendResetLink } as const satisfies Record<LinkPurpose, DeliveryJobDefinition>;

/** Makes, mails and reads the links by which people choose a password. */
@Injectable()
export class AccountLinks {
  private readonly links: Readonly<Record<LinkPurpose, SignedLinks>>;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly deliveries: Deliveries,
    config: Config,
  ) {
    const kind = (purpose: LinkPurpose): SignedLinks => new SignedLinks(config, { path: LINK_PATHS[purpose], purpose });
    this.links = { join: kind('join'), reset: kind('reset') };
  }

  /**
   * Makes a new link and orders the mail that carries it; the one before is dead with the commit. The caller holds the person and flushes.
   * @throws DomainError ACCOUNT_LINK_RECENT (SEC-05), within a minute of the one before.
   */
  async send(user: PartnerUser, purpose: LinkPurpose, template: LinkTemplate = purpose === 'join' ? 'person_invitation' : 'password_link'): Promise<void> {
    const now = this.clock.now();
    const { newestKey: linkKey } = this.links[purpose];
    const link = await this.of(user.id, purpose);
    link?.renew(linkKey, now);
    const present = link ?? AccountLink.issue({ userId: user.id, organisationId: user.organisationId, purpose, linkKey, now });
    present.deliveryId = this.deliveries.add({ template, recipient: user.email, locale: user.locale, subject: subjectOfPerson(user.id), organisationId: user.organisationId, job: JOBS[purpose] });
    this.em.persist(present);
  }

  /** @throws DomainError ADDRESS_SUPPRESSED (EML-13) when earlier mails to an address came back. */
  async requireReachable(email: string): Promise<void> {
    if (await this.refuses(email)) throw new DomainError({ rule: 'EML-13', reason: 'ADDRESS_SUPPRESSED', kind: 'conflict', field: 'email' });
  }

  /** Whether earlier mails to an address came back for good. */
  async refuses(email: string): Promise<boolean> {
    return (await this.em.execute<unknown[]>('select 1 from suppressed_address where address = ?', [email])).length > 0;
  }

  /** The links of one purpose that a person has had; null when there was none. */
  of(userId: string, purpose: LinkPurpose): Promise<AccountLink | null> {
    return this.em.findOne(AccountLink, { userId, purpose }, { refresh: true });
  }

  /** The address of a person's present link. */
  urlOf(link: AccountLink): string {
    return this.links[link.purpose].urlOf(link);
  }

  /** What a token names. @throws DomainError ACCOUNT_LINK_UNKNOWN: the same answer for every reason (SEC-02). */
  read(purpose: LinkPurpose, token: string): { readonly id: string; readonly generation: number } {
    const target = this.links[purpose].targetOf(token);
    if (!target) throw new DomainError({ rule: 'SEC-02', reason: 'ACCOUNT_LINK_UNKNOWN', kind: 'missing' });
    return target;
  }
}
