import { mayFollow, reachable } from './transitions';

const table = { open: ['closed'], closed: [], lost: ['open'] } as const;

describe('transitions', () => {
  it('allows what the table lists and nothing else', () => {
    expect(mayFollow<'open' | 'closed' | 'lost'>(table, 'open', 'closed')).toBe(true);
    expect(mayFollow<'open' | 'closed' | 'lost'>(table, 'closed', 'open')).toBe(false);
  });

  it('finds the states that can be reached, not those that only lead in', () => {
    expect([...reachable<'open' | 'closed' | 'lost'>(table, 'open')]).toEqual(['open', 'closed']);
  });
});
