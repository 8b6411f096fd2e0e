import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { notFound } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { ownerOf } from './saved-view-rows';

/** Forgets a view. */
@Injectable()
export class RemoveSavedView {
  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  /** @throws DomainError USER_REQUIRED, NOT_FOUND also for a foreign one. */
  async run(actor: Actor, id: string): Promise<void> {
    const gone = await this.em.execute<unknown[]>('delete from saved_view where id = ? and organisation_id = ? and user_id = ? returning id', [id, ...ownerOf(actor)]);
    if (gone.length === 0) throw notFound();
  }
}
