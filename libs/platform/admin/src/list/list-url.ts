import { computed, inject, Injectable } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import type { Params } from '@angular/router';
import { QueryChanges } from './query-changes';

/** Everything a list shows is in its address: view, search, filters, order, the open record, and the saved view it began with. */
export interface ListState {
  readonly view: string;
  readonly search: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
  readonly sort: { readonly by: string; readonly descending: boolean } | null;
  readonly open: string | null;
  readonly saved: string | null;
}

const FIXED = new Set(['view', 'q', 'sort', 'open', 'saved', 'draft', 'import']);

/** Reads a list's state from the query of its address. Unknown parameters are filters; a filter's values are separated by commas. */
export function readListState(query: Params): ListState {
  const text = (key: string): string => (typeof query[key] === 'string' ? query[key] : '');
  const sort = text('sort');
  const filters = Object.keys(query)
    .filter((key) => !FIXED.has(key) && text(key) !== '')
    .map((key) => [key, text(key).split(',')] as const);
  return {
    view: text('view') || 'all',
    search: text('q'),
    filters: Object.fromEntries(filters),
    sort: sort ? { by: sort.replace(/^-/, ''), descending: sort.startsWith('-') } : null,
    open: text('open') || null,
    saved: text('saved') || null,
  };
}

/** The query that a state is written as; what is at its default is left out (null takes it from the address). */
export function writeListState(state: ListState): Params {
  const filters = Object.entries(state.filters).map(([key, values]) => [key, values.length > 0 ? values.join(',') : null] as const);
  return {
    view: state.view === 'all' ? null : state.view,
    q: state.search || null,
    sort: state.sort ? `${state.sort.descending ? '-' : ''}${state.sort.by}` : null,
    open: state.open,
    saved: state.saved,
    ...Object.fromEntries(filters),
  };
}

/** What a saved view keeps of a state, as a query without `?` and in a fixed order: all but the open record and the saved view itself. */
export function writeSavedQuery(state: ListState): string {
  const query = Object.entries(writeListState({ ...state, open: null, saved: null })).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return new URLSearchParams(query.sort(([one], [other]) => (one < other ? -1 : 1))).toString();
}

/** Whether a state still is what a saved view keeps. */
export const isAsSaved = (state: ListState, query: string): boolean => writeSavedQuery(state) === writeSavedQuery(readListState(Object.fromEntries(new URLSearchParams(query))));

/** The list state of the page's address; a page provides it for itself. */
@Injectable()
export class ListUrl {
  private readonly changes = inject(QueryChanges);
  private readonly route = inject(ActivatedRoute);
  private readonly query = toSignal(this.route.queryParams, { initialValue: this.route.snapshot.queryParams });
  readonly state = computed(() => readListState(this.query()));
  /** How many filters are set, the search included. */
  readonly narrowed = computed(() => Object.keys(this.state().filters).length + (this.state().search ? 1 : 0));

  /** Changes part of the state, which may depend on what it is; opening a record is a step one can go back from, typing in the search is not. */
  patch(given: Partial<ListState> | ((state: ListState) => Partial<ListState>)): void {
    this.changes.add(this.route, (query) => {
      const state = readListState(query);
      const change = typeof given === 'function' ? given(state) : given;
      const steps = 'view' in change || (change.open !== undefined && state.open === null);
      return { queryParams: writeListState({ ...state, ...change }), replaceUrl: !steps };
    });
  }

  filter(key: string, values: readonly string[]): void {
    this.patch(({ filters }) => ({ filters: { ...filters, [key]: values } }));
  }

  /** Takes search and all filters back; view and order stay. */
  clear(): void {
    this.patch(({ filters }) => ({ search: '', filters: Object.fromEntries(Object.keys(filters).map((key) => [key, []] as const)) }));
  }

  /** Orders by a column; a second time turns the order round. */
  order(by: string): void {
    this.patch(({ sort }) => ({ sort: { by, descending: sort?.by === by ? !sort.descending : false } }));
  }
}
