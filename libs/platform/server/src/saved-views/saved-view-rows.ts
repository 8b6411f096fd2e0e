import type { EntityManager } from '@mikro-orm/postgresql';
import type { SavedView } from '@tandem/platform-contract';
import { DomainError } from '@tandem/platform-kernel';
import type { Actor } from '../auth/actor';
import { resource } from '../http/resource';

/** A saved view as it is stored. */
export interface SavedViewRow {
  readonly id: string;
  readonly page: string;
  readonly name: string;
  readonly query: string;
  readonly version: number;
}

/** Columns of a row. */
export const FIELDS = 'id, page, name, query, version';

/** Whose views these are. @throws DomainError USER_REQUIRED: an API client looks at no lists. */
export function ownerOf({ organisationId, userId }: Actor): readonly [organisationId: string, userId: string] {
  if (userId === undefined) throw new DomainError({ rule: 'API-05', reason: 'USER_REQUIRED', kind: 'forbidden' });
  return [organisationId, userId];
}

/** Views of one page, oldest first. */
export async function findSavedViews(em: EntityManager, actor: Actor, page: string): Promise<SavedView[]> {
  const rows = await em.execute<SavedViewRow[]>(`select ${FIELDS} from saved_view where organisation_id = ? and user_id = ? and page = ? order by id`, [...ownerOf(actor), page]);
  return rows.map(savedView);
}

/** Lets one change after the other to the views of a page through, so that names and their number hold (VIEW-01, VIEW-02). */
export async function lockSavedViews(em: EntityManager, actor: Actor, page: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`saved_view ${ownerOf(actor).join(' ')} ${page}`]);
}

/** The row as the API answers it. */
export const savedView = ({ id, page, name, query, version }: SavedViewRow): SavedView => ({ id, page, name, query, ...resource('SavedView', `/v1/savedviews/${id}`, version) });
