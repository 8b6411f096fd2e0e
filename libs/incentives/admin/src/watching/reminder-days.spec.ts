import { describe, expect, it } from '@jest/globals';
import { daysIn, delayIn } from './reminder-days';

describe('the days of a schedule as they are typed', () => {
  it('TIM-08: are put in order; none at all is a schedule too', () => {
    expect(daysIn('21, 7 14')).toEqual([7, 14, 21]);
    expect(daysIn(' ')).toEqual([]);
  });

  it('TIM-08: lie within the window, each once, at most eight', () => {
    for (const wrong of ['0', '31', '7, 7', '1.5', 'seven', '1 2 3 4 5 6 7 8 9']) expect([wrong, daysIn(wrong)]).toEqual([wrong, null]);
  });

  it('TIM-05: an invitation goes out at once or within thirty days', () => {
    expect(['0', '30', '', '31', '-1', '2.5', 'x'].map(delayIn)).toEqual([0, 30, null, null, null, null, null]);
  });
});
