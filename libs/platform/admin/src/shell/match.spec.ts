import { describe, expect, it } from '@jest/globals';
import { fit } from './match';

describe('how well a name fits what was typed', () => {
  it.each([
    ['Indirekte Wiederverkäufer', 'indir', 3],
    ['Indirekte Wiederverkäufer', 'wiederverkaufer', 2],
    ['Indirekte Wiederverkäufer', 'wieder ind', 2],
    ['Indirekte Wiederverkäufer', 'käufer', 1],
    ['Indirekte Wiederverkäufer', 'WIEDER', 2],
    ['Indirekte Wiederverkäufer', 'provider', 0],
    ['Use the dark theme', 'dark', 2],
  ])('%s for %s: %d', (name, typed, rank) => expect(fit(name, typed)).toBe(rank));
});
