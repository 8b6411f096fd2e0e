import { describe, expect, it } from '@jest/globals';
import { readListState, writeListState } from './list-url';

describe('state of a list in its address', () => {
  it('is read from any query', () => {
    expect(readListState({})).toEqual({ view: 'all', search: '', filters: {}, sort: null, open: null });
    expect(readListState({ view: 'waiting', q: 'alp', country: 'DE,AT', sort: '-since', open: '7', draft: 'new' })).toEqual({
      view: 'waiting',
      search: 'alp',
      filters: { country: ['DE', 'AT'] },
      sort: { by: 'since', descending: true },
      open: '7',
    });
  });

  it('is written as the shortest query: what is at its default is taken away', () => {
    expect(writeListState({ view: 'all', search: '', filters: { country: [] }, sort: null, open: null })).toEqual({ view: null, q: null, sort: null, open: null, country: null });
  });

  it('survives being written and read', () => {
    const state = { view: 'partners', search: 'x', filters: { country: ['NO'] }, sort: { by: 'name', descending: false }, open: 'a' };
    expect(readListState(writeListState(state))).toEqual(state);
  });
});
