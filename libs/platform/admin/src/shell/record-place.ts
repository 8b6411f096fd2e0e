import { InjectionToken } from '@angular/core';
import type { Params } from '@angular/router';
import type { Action } from '@tandem/platform-contract';
import type { Session } from '../session/session';

/** Where the console shows records of one type, as events name it. */
export interface RecordPlace {
  readonly type: string;
  /** Who may open it. */
  readonly action: Action;
  readonly path: string;
  /** `concerned`: the other organisation, for records that stand under their partner. */
  readonly query: (id: string, concerned?: string) => Params;
}

/** The places of all contexts. */
export const RECORD_PLACES = new InjectionToken<readonly RecordPlace[]>('where records are shown');

/** Where somebody can open a record; null when there is no such place for them. */
export function placeOf(places: readonly RecordPlace[], { type, id, concerned }: { readonly type: string; readonly id: string; readonly concerned?: string | undefined }, session: Session): { readonly path: string; readonly query: Params } | null {
  const place = places.find((one) => one.type === type && session.may(one.action));
  return place ? { path: place.path, query: place.query(id, concerned) } : null;
}
