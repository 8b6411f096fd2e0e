import { describe, expect, it } from '@jest/globals';
import { addSavedView, changeSavedView, listSavedViews, removeSavedView } from '@tandem/platform-contract';
import type { SavedView } from '@tandem/platform-contract';
import type { ApiClient } from '../api/api-client';
import { OwnViews } from './own-views';

const view = (id: string, name: string, etag = '1'): SavedView => ({ id, page: 'indirect-resellers', name, query: 'q=x', attributes: { objectType: 'SavedView', etag } });

/** An API that keeps what it is told, and refuses when `refuses` is set. */
function api(kept: SavedView[]) {
  const state = { kept, refuses: false };
  const call = async (endpoint: unknown, { params, body, etag }: { params?: { id: string }; body?: { name: string; query: string }; etag?: string } = {}): Promise<unknown> => {
    if (state.refuses) throw new Error('refused');
    if (endpoint === listSavedViews) return { items: state.kept };
    if (endpoint === addSavedView) return { ...view('new', body?.name ?? ''), query: body?.query };
    if (endpoint === changeSavedView) return { ...view(params?.id ?? '', body?.name ?? '', `${etag}+`), query: body?.query };
    return endpoint === removeSavedView ? undefined : Promise.reject(new Error('unknown'));
  };
  return { state, client: { call } as unknown as ApiClient };
}

const named = (views: OwnViews): string[] => views.all().map(({ name }) => name);

describe('views of one\'s own', () => {
  it('are read, added at the end, changed in place, and go', async () => {
    const views = new OwnViews(api([view('1', 'Nordics'), view('2', 'Alps')]).client, 'indirect-resellers');
    await views.read();
    const added = await views.add('Late', 'view=expiring');
    expect([named(views), added.query]).toEqual([['Nordics', 'Alps', 'Late'], 'view=expiring']);
    await views.change(view('1', 'Nordics'), { name: 'North' });
    expect(views.all()[0]).toMatchObject({ name: 'North', query: 'q=x', attributes: { etag: '1+' } });
    await views.remove(view('2', 'Alps'));
    expect(named(views)).toEqual(['North', 'Late']);
  });

  it('stay as they were when the API refuses; a list stands without them', async () => {
    const { client, state } = api([view('1', 'Nordics')]);
    const views = new OwnViews(client, 'indirect-resellers');
    await views.read();
    state.refuses = true;
    await expect(views.change(view('1', 'Nordics'), { name: 'North' })).rejects.toThrow('refused');
    await expect(views.remove(view('1', 'Nordics'))).rejects.toThrow('refused');
    await views.read();
    expect(named(views)).toEqual(['Nordics']);
  });
});
