import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { meet } from '@tandem/platform-testing';
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

  it('TIM-01: an entered day moves nothing in another country, and nothing that is decided', async () => {
    const [open, decided] = [await stack.inReview({ email: 'ike@elsewhere.example' }), await stack.inReview({ email: 'ute@elsewhere.example' })];
    await stack.decide(decided.id, { decision: 'approve' });
    const { expectedUntil = '' } = await stack.read(open.who, open.id);
    const last = new Date(Date.parse(expectedUntil) - 1).toISOString().slice(0, 10);
    const enter = async (country: string): Promise<void> => {
      await stack.ask(stack.operator, 'PUT', `/v1/businessdays/${country}/${last}`, { body: { kind: 'free', note: 'Move' } });
      while (await stack.work(recountWindows));
    };
    await enter('DE');
    expect((await stack.read(open.who, open.id)).expectedUntil).toBe(expectedUntil);
    const [row] = await stack.em().execute<{ version: number }[]>('select version from enrollment where id = ?', [decided.id]);
    await enter('FR');
    expect((await stack.read(open.who, open.id)).expectedUntil).not.toBe(expectedUntil);
    expect(await stack.em().execute('select version from enrollment where id = ?', [decided.id])).toEqual([row]);
  });

  it('TIM-01: an entry is of one country and one day; the newest word on it counts, and taking back what is not there is no event', async () => {
    const enter = (country: string, day: string, kind: string) => stack.ask(stack.operator, 'PUT', `/v1/businessdays/${country}/${day}`, { body: { kind, note: 'Catching up' } });
    const entered = async (country: string, year: number) => (await days(country, year)).filter(({ source }) => source === 'entered').map(({ day, kind }) => `${day} ${kind}`);
    await enter('IT', '2033-03-05', 'free');
    await enter('IT', '2033-03-05', 'working');
    await enter('IT', '2033-03-06', 'working');
    await enter('ES', '2033-03-05', 'working');
    expect([await entered('IT', 2033), await entered('ES', 2033), await entered('IT', 2034)]).toEqual([['2033-03-05 working', '2033-03-06 working'], ['2033-03-05 working'], []]);
    for (let times = 0; times < 2; times++) await stack.ask(stack.operator, 'DELETE', '/v1/businessdays/IT/2033-03-05');
    expect([await entered('IT', 2033), await entered('ES', 2033)]).toEqual([['2033-03-06 working'], ['2033-03-05 working']]);
    expect(await stack.em().execute("select 1 from event where type = 'enrollment.business-day-removed' and data ->> 'country' = 'IT'")).toHaveLength(1);
  });

  it('TIM-01: a review that is decided while its day is counted anew stays decided', async () => {
    const { id, who } = await stack.inReview({ email: 'ada@elsewhere.example' });
    while (await stack.work(recountWindows));
    await stack.ask(stack.operator, 'PUT', '/v1/businessdays/FR/2031-06-06', { body: { kind: 'free', note: 'Move' } });
    const [reply, done] = await meet<unknown>(stack.em(), { table: 'enrollment', id }, [() => stack.decide(id, { decision: 'approve' }), () => stack.work(recountWindows)]);
    expect([(reply as { status: number }).status, done, (await stack.read(who, id)).state]).toEqual([200, true, 'qualified']);
  });

  it('ROL-01: is kept by operators', async () => {
    const { who } = await stack.applicant();
    expect((await stack.ask(who.globalAdmin, 'GET', '/v1/businessdays/countries')).status).toBe(403);
    expect((await stack.ask(who.globalAdmin, 'PUT', '/v1/businessdays/FR/2031-05-01', { body: { kind: 'free', note: 'x' } })).status).toBe(403);
    expect((await stack.ask(who.globalAdmin, 'DELETE', '/v1/businessdays/FR/2031-05-01')).status).toBe(403);
    expect((await stack.ask(who.globalAdmin, 'GET', '/v1/businessdays?country=FR&year=2031')).status).toBe(403);
    expect((await stack.ask(stack.operator, 'PUT', '/v1/businessdays/FR/2031-02-30', { body: { kind: 'free', note: 'x' } })).status).toBe(404);
  });

  it('TIM-01, TIM-02: a public holiday of the country is no business day of a review', async () => {
    // Thursday; the Monday after it is the national holiday of France.
    stack.clock.advance(Date.UTC(2031, 6, 10, 10) - stack.clock.now().getTime());
    const { who, id } = await stack.inReview({ email: 'ada@elsewhere.example' });
    expect(await stack.read(who, id)).toMatchObject({ expectedFrom: '2031-07-16T00:00:00.000Z', expectedUntil: '2031-07-19T00:00:00.000Z' });
  });
});
