import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { passwordChanged } from '@tandem/identity-contract';
import { PartnerUser, requirePassword } from '@tandem/identity-domain';
import { DomainError } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import { EndAccess } from '../people/end-access';
import { hashSecret, opens } from '../secrets/secret-hash';
import { actingPerson, personByToken } from '../session/caller';

/** Replaces a temporary password by one the person chose, and ends whatever sessions and tokens the old one opened. */
@Injectable()
export class ChangePassword {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
    @Inject(EndAccess) private readonly access: EndAccess,
  ) {}

  /** @throws DomainError PASSWORD_TOO_SHORT, PASSWORD_IS_EMAIL, PASSWORD_UNCHANGED (SEC-03). */
  async run(userId: string, password: string): Promise<void> {
    const user = await this.em.findOneOrFail(PartnerUser, { id: userId, state: 'active' });
    requirePassword(password, user.email);
    if (await opens(password, [user.passwordHash]))
      throw new DomainError({ rule: 'SEC-03', reason: 'PASSWORD_UNCHANGED', kind: 'invalid', field: 'password' });
    user.changePassword(await hashSecret(password));
    await this.access.ofSessions(userId);
    const person = await personByToken(this.em, userId, '');
    if (person)
      this.events.add(passwordChanged, {
        actor: actingPerson(person),
        organisations: [user.organisationId],
        subjects: [{ type: 'partner_user', id: userId }],
        data: { userId },
      });
    await this.em.flush();
  }
}
