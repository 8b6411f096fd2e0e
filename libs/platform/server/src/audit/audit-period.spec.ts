import { auditPeriod } from './audit-period';
import { lenientDate } from './lenient-date';

const NOW = new Date('2026-11-28T04:05:06.789Z');
const read = (text: string): string | undefined => lenientDate(text)?.at.toISOString();
const period = (startDate?: string, endDate?: string): [string, string | undefined] => {
  const { from, until } = auditPeriod({ startDate, endDate }, NOW);
  return [from.toISOString(), until?.toISOString()];
};

describe('dates as existing clients send them', () => {
  it.each([
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20T10:11:12.1234567Z', '2026-11-20T10:11:12.123Z'],
    ['2026-11-20 10:11', '2026-11-20T10:11:00.000Z'],
    ['2026-11-20T10:11:12+02:00', '2026-11-20T08:11:12.000Z'],
    ['2026-11-20T10:11:12 02:00', '2026-11-20T08:11:12.000Z'],
    ['2026-11-20T10:11:12-0530', '2026-11-20T15:41:12.000Z'],
    ['6/1/2017 12:00:00 AM', '2017-06-01T00:00:00.000Z'],
    ['6/1/2017 12:00:00 PM', '2017-06-01T12:00:00.000Z'],
    ['6/1/2017 1:02:03 pm', '2017-06-01T13:02:03.000Z'],
    ['06/01/2017 23:59:59', '2017-06-01T23:59:59.000Z'],
    ['11/20/2026', '2026-11-20T00:00:00.000Z'],
  ])('6.3: reads %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each(['', 'yesterday', '2026-02-30', '2026-13-01', '13/01/2026', '2/29/2026', '11/20/2026 24:00:00', '11/20/2026 0:00:00 AM', '11/20/2026 13:00:00 PM', '20.11.2026', '2026-11-20T10:61', '9'.repeat(40)])('does not read %s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('the period of the activity log', () => {
  it.each([
    ['no date', 'startDate', 'FIELD_INVALID', 'soon', undefined],
    ['no date at its end', 'endDate', 'FIELD_INVALID', undefined, '2026-11-31'],
    ['a start more than 90 days ago', 'startDate', 'AUDIT_TOO_OLD', '2026-08-29', undefined],
    ['an end before its start', 'endDate', 'PERIOD_REVERSED', '2026-11-20', '2026-11-19'],
    ['an end that is its start', 'endDate', 'PERIOD_REVERSED', '2026-11-20T10:00Z', '2026-11-20T10:00Z'],
    ['an end more than 90 days ago', 'endDate', 'PERIOD_REVERSED', undefined, '2026-08-01'],
  ])('AUD-02: refuses %s', (_, field, reason, start, end) => {
    expect(() => period(start, end)).toThrow(expect.objectContaining({ refusals: [expect.objectContaining({ field, reason })] }) as Error);
  });

  it.each<[string, string | undefined, string | undefined, [string, string | undefined]]>([
    ['is 30 days when nobody says', undefined, undefined, ['2026-10-29T04:05:06.789Z', undefined]],
    ['begins with a whole day, 90 days ago at most', '2026-08-30', undefined, ['2026-08-30T00:00:00.000Z', undefined]],
    ['ends with a whole day', '2026-11-20', '2026-11-20', ['2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z']],
    ['ends before an instant', '2026-11-20', '11/20/2026 12:00:00 PM', ['2026-11-20T00:00:00.000Z', '2026-11-20T12:00:00.000Z']],
    ['is the 30 days before an end', undefined, '2026-11-20T00:00:00Z', ['2026-10-21T00:00:00.000Z', '2026-11-20T00:00:00.000Z']],
    ['is cut at 90 days before an early end', undefined, '2026-09-10T00:00:00Z', ['2026-08-30T00:00:00.000Z', '2026-09-10T00:00:00.000Z']],
  ])('AUD-02: %s', (_, start, end, expected) => {
    expect(period(start, end)).toEqual(expected);
  });
});
