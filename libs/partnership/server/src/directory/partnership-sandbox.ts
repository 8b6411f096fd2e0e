import type { EntityManager } from '@mikro-orm/postgresql';
import { DirectoryEntry } from '@tandem/partnership-domain';
import type { Clock } from '@tandem/platform-kernel';
import type { SandboxPart } from '@tandem/platform-server';
import { SANDBOX_ENTRIES } from './sandbox-entries.data';

/** The cast's providers in the directory. */
export const partnershipSandbox: SandboxPart = {
  name: 'partnership',
  async seed(em: EntityManager, clock: Clock): Promise<void> {
    for (const { provider, content } of SANDBOX_ENTRIES) em.persist(DirectoryEntry.open(provider, content, clock.now()));
    await em.flush();
  },
};
