import { signal } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import { Selection } from './selection';

const rows = (...ids: string[]) => ids.map((id) => ({ id }));
const ticked = (selection: Selection<{ id: string }>): string => selection.rows().map((row) => row.id).join('');

describe('ticked rows', () => {
  it('reach from the row ticked last to the one shift was held on, in either direction', () => {
    const selection = new Selection(signal(rows('a', 'b', 'c', 'd', 'e')));
    selection.toggle('d');
    selection.reach('b');
    expect(ticked(selection)).toBe('bcd');
    selection.toggle('b');
    selection.reach('c');
    expect(ticked(selection)).toBe('d');
  });

  it('are one row when no other was ticked before, or that one is gone', () => {
    const listed = signal(rows('a', 'b', 'c'));
    const selection = new Selection(listed);
    selection.reach('b');
    expect(ticked(selection)).toBe('b');
    listed.set(rows('a', 'c'));
    selection.reach('c');
    expect(ticked(selection)).toBe('c');
  });
});
