import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { OrganisationDirectory } from '@tandem/identity-server';
import { directoryEntryCreated } from '@tandem/partnership-contract';
import { DirectoryEntry } from '@tandem/partnership-domain';
import type { EntryContent } from '@tandem/partnership-domain';
import { Clock, DomainError, notFound } from '@tandem/platform-kernel';
import { Events } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { subjectOfEntry } from './directory-entry.view';

/** Puts a provider into the directory, as the operator (DIR-01, DIR-02). */
@Injectable()
export class CreateDirectoryEntry {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly organisations: OrganisationDirectory,
    private readonly events: Events,
  ) {}

  /** @throws DomainError NOT_FOUND, PROVIDER_INACTIVE, ENTRY_EXISTS, COUNTRY_OUTSIDE_REGION */
  async run(actor: Actor, id: string, content: EntryContent): Promise<void> {
    const provider = await this.organisations.byId(id);
    if (!provider) throw notFound('id');
    if (!provider.programs.includes('indirect_provider')) throw new DomainError({ rule: 'PRT-01', reason: 'PROVIDER_INACTIVE', kind: 'conflict', field: 'id' });
    // A second one at the same moment is refused by the primary key, with the same reason.
    if (await this.em.findOne(DirectoryEntry, { providerId: id })) throw new DomainError({ rule: 'DIR-01', reason: 'ENTRY_EXISTS', kind: 'conflict', field: 'id' });
    const entry = DirectoryEntry.open(provider, content, this.clock.now());
    this.em.persist(entry);
    const { description, services, countries, website, email, phoneNumber, listed } = entry;
    this.events.add(directoryEntryCreated, {
      ...{ actor, organisations: [id], subjects: [subjectOfEntry(id)], data: { providerId: id } },
      after: { description, services, countries, website, email, phoneNumber, listed },
    });
    await this.em.flush();
  }
}
