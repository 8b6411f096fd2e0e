import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { passwordChanged, personJoined } from '@tandem/identity-contract';
import { AccountLink, Organisation, PartnerUser, requirePassword } from '@tandem/identity-domain';
import type { LinkPurpose } from '@tandem/identity-domain';
import { Clock, DomainError } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import { recordThemselves } from '../people/person-record';
import { hashSecret, opens } from '../secrets/secret-hash';
import { EndAccess } from '../session/end-access';
import { AccountLinks } from './account-links';

/** The state in which a person may use a link of each purpose. */
const STATE = { join: 'invited', reset: 'active' } as const;

/** Sets the password that the holder of a link chose, once (ROL-06, SEC-02). */
@Injectable()
export class ChoosePassword {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly links: AccountLinks,
    private readonly access: EndAccess,
  ) {}

  /** The link's person as long as the link is good. @throws DomainError ACCOUNT_LINK_UNKNOWN, ACCOUNT_LINK_ENDED (SEC-02). */
  async look(purpose: LinkPurpose, token: string, lock = false): Promise<{ link: AccountLink; user: PartnerUser }> {
    const { id, generation } = this.links.read(purpose, token);
    const options = lock ? { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true as const } : {};
    const found = await this.em.findOne(AccountLink, { id, purpose }, {});
    if (!found) throw new DomainError({ rule: 'SEC-02', reason: 'ACCOUNT_LINK_UNKNOWN', kind: 'missing' });
    // The person before the link, as everywhere: two at once wait for one another instead of holding each other up.
    const user = await this.em.findOneOrFail(PartnerUser, { id: found.userId }, options);
    const link = lock ? await this.em.findOneOrFail(AccountLink, { id }, options) : found;
    link.requireLive(generation, this.clock.now());
    if (user.state !== STATE[purpose]) throw new DomainError({ rule: 'SEC-02', reason: 'ACCOUNT_LINK_ENDED', kind: 'gone' });
    return { link, user };
  }

  /** All sessions and refresh tokens end. @throws DomainError as `look`; every reason of `requirePassword` at once, PASSWORD_UNCHANGED (SEC-03), after which the link is still good. */
  async run(purpose: LinkPurpose, token: string, password: string): Promise<void> {
    const { link, user } = await this.look(purpose, token, true);
    const { name: organisationName } = await this.em.findOneOrFail(Organisation, { id: user.organisationId });
    requirePassword(password, { email: user.email, organisationName });
    if (purpose === 'reset' && (await opens(password, [user.passwordHash]))) throw new DomainError({ rule: 'SEC-03', reason: 'PASSWORD_UNCHANGED', kind: 'invalid', field: 'password' });
    const passwordHash = await hashSecret(password);
    await this.access.run(user.id);
    link.use(this.clock.now());
    if (purpose === 'join') user.join(passwordHash);
    else user.changePassword(passwordHash);
    await recordThemselves(this.em, this.events, purpose === 'join' ? personJoined : passwordChanged, user.id);
    await this.em.flush();
  }
}
