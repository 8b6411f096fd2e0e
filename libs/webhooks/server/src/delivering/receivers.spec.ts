import { Receivers } from './receivers';

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe('the attempts of a worker', () => {
  it('at a quick receiver are as many as there are hands', () => {
    const receivers = new Receivers();
    const ends = Array.from({ length: 20 }, () => receivers.begin('quick'));
    expect(ends.filter((end) => end === undefined)).toEqual([]);
    ends.forEach((end) => end?.());
    expect(receivers.begin('quick')).toBeDefined();
  });

  it('at a slow receiver are two, and no other receiver waits for it', async () => {
    const receivers = new Receivers();
    const [first] = [receivers.begin('slow'), receivers.begin('slow')];
    await pause(1_100);
    expect(receivers.begin('slow')).toBeUndefined();
    expect(receivers.begin('other')).toBeDefined();
    first?.();
    expect(receivers.begin('slow')).toBeDefined();
    expect(receivers.begin('slow')).toBeUndefined();
  });

  it('are free again once it answers quickly', async () => {
    const receivers = new Receivers();
    const slow = receivers.begin('one');
    await pause(1_100);
    slow?.();
    receivers.begin('one')?.();
    expect([1, 2, 3].map(() => receivers.begin('one') !== undefined)).toEqual([true, true, true]);
  });
});
