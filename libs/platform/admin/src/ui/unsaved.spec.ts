import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Unsaved } from './unsaved';

describe('what is typed and not saved', () => {
  let keeper: Unsaved;
  beforeEach(() => void (keeper = TestBed.inject(Unsaved)));

  const typing = (unsaved: boolean, answer: boolean) => {
    const asked: string[] = [];
    const off = keeper.watch({ unsaved: () => unsaved, ask: () => Promise.resolve(asked.push('asked') > 0 && answer) });
    return { asked, off };
  };

  it('is asked about only when something would be lost', async () => {
    const clean = typing(false, false);
    expect([await keeper.leave(), clean.asked]).toEqual([true, []]);
  });

  it.each([true, false])('goes the way of the answer: %s', async (answer) => {
    const dirty = typing(true, answer);
    expect([await keeper.leave(), dirty.asked]).toEqual([answer, ['asked']]);
  });

  it('is not asked about any more when it is gone', async () => {
    typing(true, false).off();
    expect(await keeper.leave()).toBe(true);
  });

  it('keeps the browser from closing its tab', () => {
    const closing = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(closing()).toBe(false);
    typing(true, false);
    expect(closing()).toBe(true);
  });
});
