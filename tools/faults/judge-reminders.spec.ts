import { judgeReminders, mailsDue } from './judge-reminders';
import type { Jump, Reminded } from './judge-reminders';

const DAY = 86_400_000;
const T0 = Date.UTC(2026, 0, 1);
const on = (day: number): number => T0 + day * DAY;
const one: Reminded = { email: 'mpn@a.example', kind: 'invited', days: [7, 14, 21, 28], startedAt: T0, enrollDueAt: on(30), invitedAt: T0, declinedAt: null };
const jump = (from: number, to: number): Jump => ({ from: on(from), to: on(to) });
const due = (changes: Partial<Reminded>, jumps: readonly Jump[], day: number): number => mailsDue({ ...one, ...changes }, jumps, on(day));

describe('the mails about an incentive that have to be there', () => {
  it('are one for each slot that came, and one for what a jump passed', () => {
    expect([due({}, [], 6), due({}, [], 14), due({}, [], 40)]).toEqual([0, 2, 4]);
    expect([due({}, [jump(1, 23)], 23), due({}, [jump(1, 23)], 29), due({}, [jump(8, 15), jump(15, 22)], 22)]).toEqual([1, 2, 3]);
  });

  it('TIM-08: are none for slots before the invitation, or passed by a jump beyond the window', () => {
    expect([due({ invitedAt: on(15) }, [], 40), due({}, [jump(1, 31)], 31), due({}, [jump(22, 44)], 44)]).toEqual([2, 0, 3]);
  });

  it('INC-11: are none after an answer', () => {
    expect([due({ declinedAt: on(8) }, [], 40), due({ declinedAt: on(0.5) }, [jump(1, 23)], 23), due({ kind: 'submitted' }, [], 40), due({ kind: 'passed', days: [7], enrollDueAt: on(7) }, [], 8)]).toEqual([1, 0, 0, 0]);
  });

  it('are the invitation as well, and what follows it', () => {
    expect([due({ kind: 'new', invitedAt: null }, [], 0), due({ kind: 'new' }, [jump(0, 22)], 22), due({ kind: 'new', invitedAt: on(22) }, [jump(0, 22)], 22)]).toEqual([1, 2, 1]);
  });
});

describe('the judge of reminders', () => {
  const expected = new Map([['a', 1], ['b', 2], ['c', 0]]);
  const mail = (recipient: string, id: number) => ({ recipient, messageId: `<${id}@tandem.example>` });
  const broken = (accepted: ReturnType<typeof mail>[], unknown: { recipient: string }[] = []): string[] => judgeReminders(expected, accepted, unknown).filter(({ holds }) => !holds).map(({ says }) => says);

  it('holds when everybody has what was due, or nobody knows', () => {
    expect(broken([mail('a', 1), mail('b', 2), mail('b', 3), mail('reseller', 4)])).toEqual([]);
    expect(broken([mail('a', 1), mail('b', 2)], [{ recipient: 'b' }])).toEqual([]);
  });

  it('breaks by a lost one, one too many and one that nobody asked for', () => {
    expect(broken([mail('a', 1), mail('b', 2)])).toEqual(['each of 3 mails about incentives that were due arrives: people who miss one 1 (b)']);
    expect(broken([mail('a', 1), mail('a', 5), mail('b', 2), mail('b', 3)])).toEqual(['no day is mailed twice: people with too many 1 (a)']);
    expect(broken([mail('a', 1), mail('b', 2), mail('b', 3), mail('c', 4)])).toEqual(['nobody is written to who enrolls, declined or is beyond the window: 1 (c)']);
  });

  it('breaks when there was nobody to remind', () => {
    expect(judgeReminders(new Map(), [], []).every(({ holds }) => holds)).toBe(false);
  });
});
