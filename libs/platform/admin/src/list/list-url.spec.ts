import { describe, expect, it } from '@jest/globals';
import { isAsSaved, readListState, writeListState, writeSavedQuery } from './list-url';

describe('state of a list in its address', () => {
  it('is read from any query', () => {
    expect(readListState({})).toEqual({ view: 'all', search: '', filters: {}, sort: null, open: null, saved: null });
    expect(readListState({ view: 'waiting', q: 'alp', country: 'DE,AT', sort: '-since', open: '7', draft: 'new' })).toEqual({
      view: 'waiting',
      search: 'alp',
      filters: { country: ['DE', 'AT'] },
      sort: { by: 'since', descending: true },
      open: '7',
      saved: null,
    });
  });

  it('is written as the shortest query: what is at its default is taken away', () => {
    expect(writeListState({ view: 'all', search: '', filters: { country: [] }, sort: null, open: null, saved: null })).toEqual({ view: null, q: null, sort: null, open: null, saved: null, country: null });
  });

  it('survives being written and read', () => {
    const state = { view: 'partners', search: 'x', filters: { country: ['NO'] }, sort: { by: 'name', descending: false }, open: 'a', saved: 's' };
    expect(readListState(writeListState(state))).toEqual(state);
  });

  it('is kept by a saved view without the open record, in an order of its own', () => {
    const one = readListState({ q: 'alp ine', view: 'waiting', country: 'DE,AT', open: '7', saved: 's' });
    expect(writeSavedQuery(one)).toBe('country=DE%2CAT&q=alp+ine&view=waiting');
    expect(readListState(Object.fromEntries(new URLSearchParams(writeSavedQuery(one))))).toEqual({ ...one, open: null, saved: null });
    expect(writeSavedQuery(readListState({}))).toBe('');
    expect(isAsSaved(one, 'view=waiting&q=alp+ine&country=DE%2CAT')).toBe(true);
    expect(isAsSaved({ ...one, search: '' }, 'view=waiting&q=alp+ine&country=DE%2CAT')).toBe(false);
  });
});
