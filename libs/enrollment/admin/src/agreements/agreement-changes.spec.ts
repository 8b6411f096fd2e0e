import { describe, expect, it } from '@jest/globals';
import { foldedChanges } from './agreement-changes';

const lines = (count: number): string[] => Array.from({ length: count }, (_, at) => `line ${at}`);

describe('what a version changes, as it is shown', () => {
  it('folds what stayed to the lines beside a change, and keeps every change whole', () => {
    const found = foldedChanges([{ kind: 'same', lines: lines(10) }, { kind: 'removed', lines: lines(9) }, { kind: 'same', lines: lines(20) }, { kind: 'added', lines: ['new'] }, { kind: 'same', lines: lines(10) }]);
    expect(found.map(({ kind, lines: shown }) => [kind, shown.length])).toEqual([['folded', 8], ['same', 2], ['removed', 9], ['same', 2], ['folded', 16], ['same', 2], ['added', 1], ['same', 2], ['folded', 8]]);
    expect(found[1]?.lines).toEqual(['line 8', 'line 9']);
  });

  it('folds nothing that is as short as its own note', () => {
    expect(foldedChanges([{ kind: 'same', lines: lines(4) }, { kind: 'added', lines: ['new'] }])).toEqual([{ kind: 'same', lines: lines(4) }, { kind: 'added', lines: ['new'] }]);
  });
});
