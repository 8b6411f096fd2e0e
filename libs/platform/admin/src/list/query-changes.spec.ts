import { describe, expect, it } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, Router } from '@angular/router';
import type { Params } from '@angular/router';
import { QueryChanges } from './query-changes';

/** A router that needs a moment for each change, and merges it into the query then, as the real one does. */
function slowRouter() {
  const route = { component: null, snapshot: { queryParams: {} as Params } };
  const asked: Params[] = [];
  const router = {
    routerState: { root: { firstChild: null, component: null } },
    navigate: async (_commands: readonly unknown[], { queryParams }: { queryParams: Params }) => {
      asked.push(queryParams);
      await new Promise((done) => setTimeout(done, 5));
      route.snapshot.queryParams = Object.fromEntries(Object.entries({ ...route.snapshot.queryParams, ...queryParams }).filter(([, value]) => value !== null));
      return true;
    },
  };
  TestBed.configureTestingModule({ providers: [{ provide: Router, useValue: router }, { provide: ActivatedRoute, useValue: route }] });
  return { route: route as unknown as ActivatedRoute, read: () => route.snapshot.queryParams, asked, changes: TestBed.inject(QueryChanges) };
}

const settled = () => new Promise((done) => setTimeout(done, 50));

describe('changes of the query that come close together', () => {
  it('are made one after the other, each from what the one before has left', async () => {
    const { route, read, changes } = slowRouter();
    changes.add(route, () => ({ queryParams: { q: 'one' }, replaceUrl: true }));
    changes.add(route, (query) => ({ queryParams: { ...query, open: '7' }, replaceUrl: false }));
    await settled();
    expect(read()).toEqual({ q: 'one', open: '7' });
  });

  it('go on after one that broke', async () => {
    const { route, read, changes } = slowRouter();
    changes.add(route, () => {
      throw new Error('This one breaks');
    });
    changes.add(route, () => ({ queryParams: { import: null, q: 'x' }, replaceUrl: false }));
    await settled();
    expect(read()).toEqual({ q: 'x' });
  });
});
