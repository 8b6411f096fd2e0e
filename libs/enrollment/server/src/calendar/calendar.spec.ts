import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recountWindows } from '../enrollment.jobs';
import { EnrollmentStack } from '../spec-parts/enrollment-stack';
import { publicHolidays } from './public-holidays';

let stack: EnrollmentStack;
beforeAll(async () => (stack = await EnrollmentStack.start()));
afterAll(() => stack.close());

const days = async (country: string, year: number) => (await stack.ask(stack.operator, 'GET', `/v1/businessdays?country=${country}&year=${year}`)).json.items as unknown as { day: string; kind: string; source: string }[];

describe('the calendar', () => {
  it.each([
    ['DE', 2026, '2026-10-03', '2026-01-06'],
    ['FR', 2026, '2026-07-14', '2026-10-03'],
    ['US', 2026, '2026-07-03', '2026-12-24'],
    ['ZZ', 2026, '', '2026-12-25'],
  ])('TIM-01: knows the national public holidays of %s, and no regional ones', (country, year, free, working) => {
    const holidays = publicHolidays(country, year);
    expect([free === '' || holidays.has(free), holidays.has(working)]).toEqual([true, false]);
  });

  it('TIM-01: shows holidays and what was entered, which wins and can be taken back', async () => {
    const path = '/v1/businessdays/de/2031-05-01';
    expect(await days('DE', 2031)).toContainEqual(expect.objectContaining({ day: '2031-05-01', kind: 'free', source: 'holiday' }));
    expect((await stack.ask(stack.operator, 'PUT', path, { body: { kind: 'working', note: 'Catching up' } })).status).toBe(200);
    expect(await days('DE', 2031)).toContainEqual({ country: 'DE', day: '2031-05-01', kind: 'working', source: 'entered', note: 'Catching up' });
    expect((await stack.ask(stack.operator, 'DELETE', path)).status).toBe(204);
    expect((await stack.ask(stack.operator, 'DELETE', path)).status).toBe(204);
    expect(await days('DE', 2031)).toContainEqual(expect.objectContaining({ day: '2031-05-01', source: 'holiday' }));
  });

  it('TIM-01: names each country once in which there are organisations, or for which a day was entered', async () => {
    await stack.applicant();
    await stack.ask(stack.operator, 'PUT', '/v1/businessdays/KE/2031-12-12', { body: { kind: 'free', note: 'Jamhuri' } });
    const { items } = (await stack.ask(stack.operator, 'GET', '/v1/businessdays/countries')).json as unknown as { items: string[] };
    expect(items.filter((code) => ['FR', 'KE', 'ZZ'].includes(code))).toEqual(['FR', 'KE']);
  });

  it('TIM-01: an entered day moves the due date of reviews under way', async () => {
    const { who, id } = await stack.inReview({ email: 'pat@elsewhere.example' });
    const before = (await stack.read(who, id)).expectedUntil ?? '';
    const last = new Date(Date.parse(before) - 1).toISOString().slice(0, 10);
    await stack.ask(stack.operator, 'PUT', `/v1/businessdays/FR/${last}`, { body: { kind: 'free', note: 'Move' } });
    while (await stack.work(recountWindows));
    expect(Date.parse((await stack.read(who, id)).expectedUntil ?? '')).toBeGreaterThan(Date.parse(before));
  });

  it('ROL-01: is kept by operators', async () => {
    const { who } = await stack.applicant();
    expect((await stack.ask(who.globalAdmin, 'GET', '/v1/businessdays/countries')).status).toBe(403);
    expect((await stack.ask(who.globalAdmin, 'PUT', '/v1/businessdays/FR/2031-05-01', { body: { kind: 'free', note: 'x' } })).status).toBe(403);
    expect((await stack.ask(stack.operator, 'PUT', '/v1/businessdays/FR/2031-02-30', { body: { kind: 'free', note: 'x' } })).status).toBe(404);
  });
});
