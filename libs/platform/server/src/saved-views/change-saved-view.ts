import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import type { changeSavedView, InputOf, SavedView } from '@tandem/platform-contract';
import { DomainError, notFound } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { expectVersion } from '../http/resource';
import { FIELDS, lockSavedViews, ownerOf, savedView } from './saved-view-rows';
import type { SavedViewRow } from './saved-view-rows';

const LOCK = `select ${FIELDS} from saved_view where id = ? and organisation_id = ? and user_id = ? for update`;
const CHANGE = `
update saved_view v set name = ?, query = ?, version = version + 1
where id = ? and not exists (select from saved_view o where o.user_id = v.user_id and o.page = v.page and lower(o.name) = lower(?) and o.id <> v.id)
returning ${FIELDS}`;

/** Renames a view, or keeps another state of the list in it. */
@Injectable()
export class ChangeSavedView {
  constructor(@Inject(EntityManager) private readonly em: EntityManager) {}

  /** @throws DomainError USER_REQUIRED, NOT_FOUND also for a foreign one, STALE, VIEW_NAME_TAKEN. */
  async run(actor: Actor, { params: { id }, body: { name, query }, etag }: InputOf<typeof changeSavedView>): Promise<SavedView> {
    const [found] = await this.em.execute<SavedViewRow[]>(LOCK, [id, ...ownerOf(actor)]);
    if (!found) throw notFound();
    expectVersion(found, etag);
    await lockSavedViews(this.em, actor, found.page);
    const [row] = await this.em.execute<SavedViewRow[]>(CHANGE, [name, query, id, name]);
    if (!row) throw new DomainError({ rule: 'VIEW-01', reason: 'VIEW_NAME_TAKEN', kind: 'conflict', field: 'name' });
    return savedView(row);
  }
}
