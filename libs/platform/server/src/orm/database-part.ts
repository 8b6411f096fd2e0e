import type { AnyEntity, EntityClass, EntitySchema } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';

/** What a context stores: its entities and migrations, and the contexts upstream whose tables it refers to. */
export interface DatabasePart {
  readonly name: string;
  readonly entities: readonly (EntityClass<AnyEntity> | EntitySchema<AnyEntity>)[];
  /** Forward only; names sort by time over all contexts. */
  readonly migrations: readonly (new (...args: ConstructorParameters<typeof Migration>) => Migration)[];
  readonly upstream: readonly DatabasePart[];
}

/** A part and everything upstream of it, upstream first, each once. */
export function withUpstream(parts: readonly DatabasePart[]): DatabasePart[] {
  const found = new Set<DatabasePart>();
  const visit = (part: DatabasePart): void => {
    part.upstream.forEach(visit);
    found.add(part);
  };
  parts.forEach(visit);
  return [...found];
}
