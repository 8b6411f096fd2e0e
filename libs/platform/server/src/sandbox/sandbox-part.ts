import type { EntityManager } from '@mikro-orm/postgresql';
import type { Clock } from '@tandem/platform-kernel';

/**
 * What a context puts into the sandbox at first start and after a reset. Parts run in the order of their contexts, upstream
 * first, in one transaction of the database's owner; ids must be the same every time, so that tokens and bookmarks survive.
 */
export interface SandboxPart {
  readonly name: string;
  /** Writes the first state; `clock` stands at the real present. */
  seed(em: EntityManager, clock: Clock): Promise<void>;
}
