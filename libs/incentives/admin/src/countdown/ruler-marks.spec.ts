import { describe, expect, it } from '@jest/globals';
import type { IncentiveView } from '@tandem/incentives-contract';
import { cellsOf, marksOf } from './ruler-marks';
import type { MarkLines } from './ruler-marks';

const DAY = 86_400_000;
const START = Date.parse('2026-11-09T08:03:00.000Z');
const onDay = (day: number): string => new Date(START + day * DAY).toISOString();

type Slot = IncentiveView['slots'][number];
const slot = (day: number, state: Slot['state'] = 'planned', delivered?: 'sent' | 'bounced'): Slot => ({ day, at: onDay(day), daysLeft: 30 - day, state, ...(delivered ? { delivery: { id: '1', state: delivered, at: onDay(day) } } : {}) });

/** As it is drawn: invited at once, the eleventh day has begun, one reminder is out. */
const drawn = (given: Partial<IncentiveView> = {}) =>
  ({ startedAt: onDay(0), inviteAt: onDay(0), invitedAt: onDay(0), enrollDueAt: onDay(30), slots: [slot(0, 'ordered', 'sent'), slot(7, 'ordered', 'sent'), slot(14), slot(21), slot(28)], ...given }) as IncentiveView;
const NOW = START + 11.07 * DAY;
const english: MarkLines = ({ key, note }) => [key, `16 Nov${note && `, ${note}`}`];
const german: MarkLines = ({ key, note }) => [key === 'reminder' ? 'Erinnerung' : key, `16. Nov.${note && ', gesendet'}`];

describe('the marks of a window', () => {
  it('TIM-08: are the invitation, each reminder with what became of it, today, and the end', () => {
    expect(marksOf(drawn(), NOW, english).map(({ key, note, place }) => [key, note, Math.round(place)])).toEqual([
      ['invited', '', 0],
      ['reminder', 'sent', 23],
      ['today', '', 37],
      ['reminder', '', 47],
      ['reminder', '', 70],
      ['reminder', '', 93],
      ['closes', '', 100],
    ]);
  });

  it('all have room for their words under the days, the last ones before their lines', () => {
    expect(marksOf(drawn(), NOW, english).map(({ lane, side }) => `${lane} ${side}`)).toEqual([...Array<string>(5).fill('below after'), 'below before', 'below before']);
  });

  it('words that are longer in another language keep clear of each other', () => {
    expect(marksOf(drawn(), NOW, german).filter(({ lane }) => lane === 'above').map(({ note }) => note)).toEqual(['sent']);
  });

  it('one that would cover another goes over the days, and one that fits nowhere keeps only its line', () => {
    const close = marksOf(drawn({ slots: [slot(0, 'ordered', 'sent'), slot(10), slot(11), slot(12)] }), NOW, english);
    expect(close.map(({ key, lane }) => `${key} ${lane}`)).toEqual(['invited below', 'reminder above', 'reminder bare', 'today below', 'reminder above', 'closes below']);
  });

  it('a reminder that is void is not drawn; one that was passed over, or came back, says so', () => {
    const marks = marksOf(drawn({ slots: [slot(0, 'ordered', 'sent'), slot(7, 'void'), slot(14, 'passed'), slot(21, 'ordered', 'bounced')] }), START + 22 * DAY, english);
    expect(marks.filter(({ key }) => key === 'reminder').map(({ note }) => note)).toEqual(['passed', 'failed']);
  });

  it('TIM-07: an invitation that has not gone out waits; one that is to come does not', () => {
    const due = drawn({ invitedAt: undefined, inviteAt: onDay(10), slots: [slot(0)] });
    expect(marksOf(due, START + 5 * DAY, english).map(({ key, note }) => [key, note])).toEqual([['today', ''], ['invitation', ''], ['closes', '']]);
    expect(marksOf(due, START + 12 * DAY, english)[0]).toMatchObject({ key: 'invitation', note: 'waits' });
  });

  it('after the window there is no today', () => {
    expect(marksOf(drawn(), START + 31 * DAY, english).some(({ key }) => key === 'today')).toBe(false);
  });
});

describe('the days of a window', () => {
  it('TIM-05: are thirty of 24 hours each: gone, the present one, ahead', () => {
    const cells = cellsOf(drawn(), NOW);
    expect([cells.length, cells.indexOf('now'), cells.filter((cell) => cell === 'past').length]).toEqual([30, 11, 11]);
    expect(cellsOf(drawn(), START + 40 * DAY).every((cell) => cell === 'past')).toBe(true);
  });
});
