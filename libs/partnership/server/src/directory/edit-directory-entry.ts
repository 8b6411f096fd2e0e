import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { OrganisationDirectory } from '@tandem/identity-server';
import { directoryEntryChanged } from '@tandem/partnership-contract';
import { DirectoryEntry } from '@tandem/partnership-domain';
import type { EntryContent } from '@tandem/partnership-domain';
import { Clock, notFound } from '@tandem/platform-kernel';
import { Events, expectVersion } from '@tandem/platform-server';
import type { Actor } from '@tandem/platform-server';
import { subjectOfEntry } from './directory-entry.view';

/** Changes a provider's entry, as the operator: the provider asks its representative for it (DIR-02). */
@Injectable()
export class EditDirectoryEntry {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly organisations: OrganisationDirectory,
    private readonly events: Events,
  ) {}

  /** The same change a second time does nothing. @throws DomainError NOT_FOUND, STALE, COUNTRY_OUTSIDE_REGION */
  async run(actor: Actor, id: string, given: Partial<EntryContent>, etag?: string): Promise<void> {
    const entry = await this.em.findOne(DirectoryEntry, { providerId: id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const provider = entry && (await this.organisations.byId(id));
    if (!provider) throw notFound();
    expectVersion(entry, etag);
    const change = entry.change(provider.country, given, this.clock.now());
    if (!change) return;
    this.events.add(directoryEntryChanged, { actor, organisations: [id], subjects: [subjectOfEntry(id)], data: { providerId: id }, ...change });
    await this.em.flush();
  }
}
