import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { VIEWS_PER_PAGE } from '@tandem/platform-contract';
import type { addSavedView, InputOf, SavedView } from '@tandem/platform-contract';
import { DomainError, newId } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { FIELDS, lockSavedViews, ownerOf, savedView } from './saved-view-rows';
import type { SavedViewRow } from './saved-view-rows';

const COUNT = 'select count(*)::int as kept from saved_view where user_id = ? and page = ?';
const ADD = `
insert into saved_view (id, organisation_id, user_id, page, name, query) values (?, ?, ?, ?, ?, ?)
on conflict do nothing returning ${FIELDS}`;

/** Keeps a view of a page for whoever asks. It is a person's own arrangement, no business of the organisation: no event tells of it. */
@Injectable()
export class AddSavedView {
  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  /** @throws DomainError USER_REQUIRED, VIEW_LIMIT beyond twenty a page, VIEW_NAME_TAKEN whatever the case of the letters. */
  async run(actor: Actor, { page, name, query }: InputOf<typeof addSavedView>['body']): Promise<SavedView> {
    const [organisationId, userId] = ownerOf(actor);
    await lockSavedViews(this.em, actor, page);
    const [count] = await this.em.execute<{ kept: number }[]>(COUNT, [userId, page]);
    if ((count?.kept ?? 0) >= VIEWS_PER_PAGE) throw new DomainError({ rule: 'VIEW-02', reason: 'VIEW_LIMIT', kind: 'conflict' });
    const [row] = await this.em.execute<SavedViewRow[]>(ADD, [newId(), organisationId, userId, page, name, query]);
    if (!row) throw new DomainError({ rule: 'VIEW-01', reason: 'VIEW_NAME_TAKEN', kind: 'conflict', field: 'name' });
    return savedView(row);
  }
}
