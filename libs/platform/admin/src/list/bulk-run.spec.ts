import { describe, expect, it } from '@jest/globals';
import { BulkRun } from './bulk-run';

const run = () => new BulkRun<string>((row) => row.toUpperCase(), (fault) => `refused: ${(fault as Error).message}`);

describe('one act on many rows', () => {
  it('says what became of each; a refusal stops no other row', async () => {
    const bulk = run();
    const open = await bulk.run(['a', 'b', 'c'], async (row) => {
      if (row === 'b') throw new Error('too late');
      return 'done';
    });
    expect(bulk.results()).toEqual([
      { name: 'A', ok: true, text: 'done' },
      { name: 'B', ok: false, text: 'refused: too late' },
      { name: 'C', ok: true, text: 'done' },
    ]);
    expect(open).toEqual(['b']);
    expect(bulk.going()).toBe(false);
  });

  it('says how far it is while it goes', async () => {
    const bulk = run();
    const seen: string[] = [];
    await bulk.run(['a', 'b'], async () => {
      seen.push(`${bulk.done()} of ${bulk.total()}`);
      return '';
    });
    expect(seen).toEqual(['0 of 2', '1 of 2']);
  });

  it('takes some at a time where one call does: each has its own result, a call that is refused refuses its rows', async () => {
    const bulk = run();
    const calls: string[] = [];
    const open = await bulk.runTogether(['a', 'b', 'c', 'd', 'e'], 2, async (rows) => {
      calls.push(`${rows.join('')} at ${bulk.done()}`);
      if (rows.includes('c')) throw new Error('busy');
      return rows.map((row) => ({ ok: row !== 'b', text: row }));
    });
    expect(calls).toEqual(['ab at 0', 'cd at 2', 'e at 4']);
    expect(open).toEqual(['b', 'c', 'd']);
    expect(bulk.results().map(({ ok, text }) => (ok ? text : `not ${text}`))).toEqual(['a', 'not b', 'not refused: busy', 'not refused: busy', 'e']);
  });

  it('can be stopped: the present row is finished, the others stay as they are', async () => {
    const bulk = run();
    const touched: string[] = [];
    const open = await bulk.run(['a', 'b', 'c'], async (row) => {
      touched.push(row);
      bulk.stop();
      return 'done';
    });
    expect(touched).toEqual(['a']);
    expect(open).toEqual(['b', 'c']);
    expect([bulk.results().length, bulk.left()]).toEqual([1, 2]);
  });

  it('does not start twice', async () => {
    const bulk = run();
    let finish = (): void => undefined;
    const first = bulk.run(['a'], () => new Promise((resolve) => (finish = () => resolve('done'))));
    expect(await bulk.run(['b'], async () => 'never')).toEqual(['b']);
    finish();
    await first;
    expect(bulk.results().map((result) => result.name)).toEqual(['A']);
  });
});
