import { describe, expect, it } from '@jest/globals';
import type { BusinessDayView } from '@tandem/enrollment-contract';
import { movesNothing, noonOf, proposedKind, yearsAround } from './calendar-days';

const day = (change: Partial<BusinessDayView>): BusinessDayView => ({ country: 'DE', day: '2026-05-01', kind: 'free', source: 'holiday', note: 'Tag der Arbeit', ...change });

describe('days of the business calendar', () => {
  it('TIM-01: a day moves nothing when its place in the week says the same', () => {
    // 3 October 2026 is a Saturday, 1 May a Friday.
    expect([movesNothing(day({ day: '2026-10-03' })), movesNothing(day({})), movesNothing(day({ kind: 'working' })), movesNothing(day({ day: '2026-10-03', kind: 'working' }))]).toEqual([true, false, true, false]);
  });

  it('TIM-01: for a public holiday the other thing is proposed, for an entry what it says, for a new day that it is free', () => {
    expect([proposedKind(day({})), proposedKind(day({ source: 'entered' })), proposedKind(day({ source: 'entered', kind: 'working' })), proposedKind(null)]).toEqual(['working', 'free', 'working', 'free']);
  });

  it('are written as the date that they are, wherever they are read', () => {
    const read = new Date(noonOf('2026-05-01'));
    expect([read.getFullYear(), read.getMonth() + 1, read.getDate()]).toEqual([2026, 5, 1]);
  });

  it('are offered for the years around the present, and for the one that is looked at', () => {
    expect(yearsAround(2026, 2026)).toEqual([2025, 2026, 2027, 2028, 2029]);
    expect(yearsAround(2026, 2040)).toEqual([2025, 2026, 2027, 2028, 2029, 2040]);
  });
});
