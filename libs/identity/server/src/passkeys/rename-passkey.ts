import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { passkeyRenamed } from '@tandem/identity-contract';
import { Passkey } from '@tandem/identity-domain';
import { notFound } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import { recordOwn } from '../people/person-record';
import type { Person } from '../session/own-person';

/** Gives a passkey of the person's own another name. */
@Injectable()
export class RenamePasskey {
  constructor(
    @Inject(EntityManager) private readonly em: EntityManager,
    @Inject(Events) private readonly events: Events,
  ) {}

  /** The name it has already changes nothing. @throws DomainError NOT_FOUND, also for somebody else's (SEC-01). */
  async run(person: Person, id: string, name: string): Promise<Passkey> {
    const passkey = await this.em.findOne(Passkey, { id, userId: person.userId });
    if (!passkey) throw notFound();
    if (passkey.name === name) return passkey;
    passkey.rename(name);
    recordOwn(this.events, passkeyRenamed, person, { passkeyId: id });
    await this.em.flush();
    return passkey;
  }
}
