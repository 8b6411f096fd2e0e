import { CountryCode } from '@tandem/identity-contract';
import { anyCase, endpoint } from '@tandem/platform-contract';
import * as z from 'zod';

const tag = 'Enrollment';
const action = 'enrollment.review';
const path = '/v1/businessdays';
const params = z.object({ country: CountryCode, day: z.iso.date() });

/** A day that does not count like its place in the week says. */
export const BusinessDayView = z
  .object({
    country: z.string(),
    day: z.string(),
    kind: z.enum(['free', 'working']),
    /** A public holiday of the country, or what the operator entered; that wins. */
    source: z.enum(['holiday', 'entered']),
    note: z.string(),
  })
  .meta({ id: 'BusinessDay' });
export type BusinessDayView = z.infer<typeof BusinessDayView>;

export const listBusinessDays = endpoint({
  method: 'GET',
  path,
  action,
  summary: 'The days of a year that do not count like their place in the week says: public holidays, and what was entered (TIM-01).',
  tag,
  query: z.object({ country: CountryCode, year: z.coerce.number().int().min(2000).max(2200) }),
  response: z.object({ items: z.array(BusinessDayView) }),
});

export const listBusinessCalendars = endpoint({
  method: 'GET',
  path: `${path}/countries`,
  action,
  summary: 'The countries whose calendars matter: those where organisations are, and those for which days were entered.',
  tag,
  response: z.object({ items: z.array(z.string()) }),
});

export const enterBusinessDay = endpoint({
  method: 'PUT',
  path: `${path}/:country/:day`,
  action,
  summary: 'Enters a day as free or working. Reviews under way are due accordingly.',
  tag,
  params,
  body: z.object({ kind: anyCase(['free', 'working']), note: z.string().trim().min(1).max(200) }),
  response: BusinessDayView,
});

export const removeBusinessDay = endpoint({ method: 'DELETE', path: `${path}/:country/:day`, action, summary: 'Takes an entered day back; the calendar of the country counts again.', tag, params });
